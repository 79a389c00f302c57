"""My timeline with its filters, and a year in review as a letter."""

from flask import Blueprint, render_template, url_for
from flask_babel import lazy_gettext as _l

from service import clock
from service.errors import NotFound
from service.growth import reads_stream
from service.growth.model_stream import Kind
from service.growth.schema import StreamQuery
from service.skills import reads as skills
from service.web import here

bp = Blueprint("year", __name__)
FIRST = 2000
STREAMS = {
    Kind.WORK: _l("work"),
    Kind.WORDS: _l("words"),
    Kind.THANKS: _l("thanks"),
    Kind.LEARNING: _l("what I tried"),
    Kind.MINE: _l("what I say"),
    Kind.DIALOGUE: _l("dialogues"),
}


@bp.get("/map/timeline")
def timeline() -> str:
    db, me, sent = here.db(), here.me(), here.query(StreamQuery)
    moments, older = reads_stream.timeline(db, me, sent["kind"], sent["skill"], sent["before"])
    kinds = [str(kind) for kind in sent["kind"]]
    return render_template(
        "year/timeline.html",
        moments=moments,
        older=older and url_for(".timeline", kind=kinds, skill=sent["skill"], before=str(older)),
        newest=sent["before"] and url_for(".timeline", kind=kinds, skill=sent["skill"]),
        kinds=kinds,
        chosen=sent["skill"],
        skills=skills.skills(db, me),
        streams=STREAMS,
        year=clock.now().year,
    )


@bp.get("/map/year/<int(max=9998):year>")
def letter(year: int) -> str:
    """A year of mine; one that has not begun is not there."""
    this = clock.now().year
    if not FIRST <= year <= this:
        raise NotFound
    return render_template(
        "year/letter.html", letter=reads_stream.letter(here.db(), here.me(), year), this=this
    )
