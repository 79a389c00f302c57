"""How Gezel works it out, and who reads what: open to all, since one should know it before."""

from flask import Blueprint, render_template

from service.growth import benchmark, formula
from service.web.sign_in import open_to_strangers

bp = Blueprint("about", __name__)


@bp.get("/about/how")
@open_to_strangers
def how() -> str:
    return render_template(
        "about/how.html", formula=formula.current(), benchmark=benchmark.benchmark()
    )


@bp.get("/about/readers")
@open_to_strangers
def readers() -> str:
    return render_template("about/readers.html")
