"""What may be sent about asks and feedback: the one place where the limits of the form stand."""

import re
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates_schema

from service.feedback.model import SKILLS, Closeness, Seen
from service.feedback.readers import Readers
from service.schema import Sent

MOMENT, EFFECT, STEP = 600, 400, 300
EYES_ON = 200
COULD_NOT_SEE = "none"
LEVELS = {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, COULD_NOT_SEE: None}
DRAFT_FIELD = re.compile(
    r"^(closeness|skills|moment|effect|step|readers|(seen|more)-[0-9]{1,18})$", re.ASCII
)
LARGEST_ID = 2**63 - 1
DRAFT_FIELDS, DRAFT_VALUES, DRAFT_TEXT = 500, 500, 4000

CHOOSE_CLOSENESS = "Choose how close you were; it helps to read your words well."
CHOOSE_SKILLS = "Choose three skills at most: those you really saw."
SAY_WHAT_YOU_SAW = "Choose what you saw of this skill, or that you could not see it."
MOMENT_WITH_LEVEL = "Tell the moment in which you saw it; one sentence is enough."
SAY_SOMETHING = "Tell what you saw, or what it made possible: one of the two is enough."
EFFECT_FOR_WALL = "Say what it made possible: on the wall only that is shown."
TOO_LONG = "This is longer than fits here. Shorten it a little."
WHO_READS = "Choose who may read this."
CHOOSE_COLLEAGUE = "Choose a colleague who was there."


def _text(limit: int) -> fields.Str:
    return fields.Str(load_default=None, validate=validate.Length(max=limit, error=TOO_LONG))


class FeedbackSent(Sent):
    """The form; each chosen skill has `seen-<skill id>` (1-5 or `none`), and may have `more-`."""

    closeness = fields.Str(
        required=True,
        validate=validate.OneOf([str(c) for c in Closeness], error=CHOOSE_CLOSENESS),
        error_messages={"required": CHOOSE_CLOSENESS},
    )
    skills = fields.List(
        fields.Int(
            validate=validate.Range(1, LARGEST_ID, error=CHOOSE_SKILLS),
            error_messages={"invalid": CHOOSE_SKILLS},
        ),
        load_default=list,
    )
    seen = fields.Dict(keys=fields.Int(), values=fields.Str(), load_default=dict)
    more = fields.Dict(keys=fields.Int(), values=fields.Str(), load_default=dict)
    moment = _text(MOMENT)
    effect = _text(EFFECT)
    step = _text(STEP)
    readers = fields.Str(
        load_default=str(Readers.TWO),
        validate=validate.OneOf([str(r) for r in Readers], error=WHO_READS),
    )

    @pre_load
    def without_blanks(self, data: Any, **_: Any) -> dict[str, Any]:
        tidy: dict[str, Any] = super().without_blanks(data)
        return tidy | {"seen": _numbered(tidy, "seen-"), "more": _numbered(tidy, "more-")}

    @validates_schema(skip_on_field_errors=False)
    def fits_together(self, data: dict[str, Any], **_: Any) -> None:
        wrong = _wrong_skills(data) | _wrong_words(data)
        if wrong:
            raise ValidationError(wrong)

    @post_load
    def as_answers(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """The fields of `model.Answers`."""
        seen, more = data.pop("seen"), data.pop("more")
        chosen = dict.fromkeys(data.pop("skills"))
        data["seen"] = tuple(_seen(skill, LEVELS[seen[skill]], skill in more) for skill in chosen)
        return data


class NameSent(Sent):
    """Somebody who was there, named by the one whose work it is."""

    giver_id = fields.Int(
        required=True,
        validate=validate.Range(1, LARGEST_ID, error=CHOOSE_COLLEAGUE),
        error_messages={"required": CHOOSE_COLLEAGUE, "invalid": CHOOSE_COLLEAGUE},
    )
    eyes_on = _text(EYES_ON)


class PageSent(Sent):
    before = fields.Int(load_default=None, validate=validate.Range(1, LARGEST_ID))


def draft(form: dict[str, list[str]]) -> dict[str, list[str]]:
    """The fields of a form as they may be kept: known ones only, and of a sensible size."""
    known = [name for name in form if DRAFT_FIELD.match(name)]
    return {
        name: [value.replace("\x00", "")[:DRAFT_TEXT] for value in form[name][:DRAFT_VALUES]]
        for name in known[:DRAFT_FIELDS]
    }


def _numbered(tidy: dict[str, Any], prefix: str) -> dict[str, str]:
    found = {
        name.removeprefix(prefix): value for name, value in tidy.items() if name.startswith(prefix)
    }
    return {
        number: str(value)
        for number, value in found.items()
        if re.fullmatch(r"[0-9]{1,18}", number)
    }


def _wrong_skills(data: dict[str, Any]) -> dict[str, list[str]]:
    skills, seen = data.get("skills", []), data.get("seen", {})
    wrong = {} if len(set(skills)) <= SKILLS else {"skills": [CHOOSE_SKILLS]}
    unsaid = [skill for skill in skills if seen.get(skill) not in LEVELS]
    return wrong | {f"seen-{skill}": [SAY_WHAT_YOU_SAW] for skill in unsaid}


def _wrong_words(data: dict[str, Any]) -> dict[str, list[str]]:
    # A field that was wrong in itself is missing here, and has its message already.
    moment, effect = data.get("moment", ""), data.get("effect", "")
    seen = data.get("seen", {})
    saw = any(LEVELS.get(seen.get(skill, COULD_NOT_SEE)) for skill in data.get("skills", []))
    wrong = {}
    if moment is None and saw:
        wrong["moment"] = [MOMENT_WITH_LEVEL]
    elif moment is None and effect is None:
        wrong["moment"] = [SAY_SOMETHING]
    if data.get("readers") == Readers.WALL and effect is None:
        wrong["effect"] = [EFFECT_FOR_WALL]
    return wrong


def _seen(skill_id: int, level: int | None, more: bool) -> Seen:
    return Seen(skill_id, level, could_not_show_more=more and level is not None)
