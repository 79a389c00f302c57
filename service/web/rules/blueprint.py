"""The blueprint that these pages share."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import format_decimal
from werkzeug.wrappers import Response

from service.skills.rules import Rule
from service.skills.rules_tree import Node
from service.web.rules import parts
from service.web.rules.sentences import sentence

bp = Blueprint("rules", __name__)


@bp.app_template_filter("rule_sentence")
def rule_sentence(rule: Rule | Node) -> str:
    """The conditions as one would say them."""
    return sentence(rule.tree if isinstance(rule, Rule) else rule)


@bp.app_template_filter("number")
def number(figure: int) -> str:
    """A count as it is written here: 17,000."""
    return str(format_decimal(figure))


@bp.app_template_filter("counted")
def counted(place: str) -> str:
    """A place in the conditions as people count: "0.1" is 1.2."""
    return ".".join(str(int(step) + 1) for step in place.split("."))


@bp.app_template_filter("as_typed")
def as_typed(value: str) -> str:
    """A value as one would type it among others."""
    return parts.as_typed([value])


def gone_on(message: str, rule_id: int) -> Response:
    """Say what happened, and go to the rule."""
    flash(message)
    return redirect(url_for("rules.rule", rule_id=rule_id), code=303)
