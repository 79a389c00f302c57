"""The form of a proposal: flat fields as a browser sends them, and the words they make."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields
from marshmallow.validate import Length, Range

from service.errors import Invalid
from service.schema import Sent
from service.skills.catalogue_files import messages
from service.skills.model_words import LEVELS, Lines, SkillWords, Words
from service.skills.schema_catalogue import WordsPart

LANGUAGES = ("en", "nl")
LISTS = ("signals", "examples")
#: More than any text may have, so that what is too long is kept and can be shortened.
KEPT = 2000
FIELDS = tuple(
    [f"{part}_{language}" for language in LANGUAGES for part in ("name", "summary")]
    + [
        f"level{number}_{part}_{language}"
        for number in range(1, LEVELS + 1)
        for part in ("summary", *LISTS)
        for language in LANGUAGES
    ]
)
TOO_LONG = "Here 600 characters at most."


class ReasonSent(Sent):
    """Why somebody proposes this; and what it is about, where it is new."""

    reason = fields.String(load_default=None, validate=Length(max=600, error=TOO_LONG))
    area = fields.String(load_default=None)
    skill = fields.String(load_default=None)


class AnswerSent(Sent):
    """A steward's word. `version` is what the skill said when they looked."""

    answer = fields.String(load_default=None, validate=Length(max=600, error=TOO_LONG))
    version = fields.Integer(load_default=None, validate=Range(min=1, max=2**63 - 1))


class DeclineSent(Sent):
    answer = fields.String(required=True, validate=Length(max=600, error=TOO_LONG))


class BeforeQuery(Sent):
    """Where a page of a list begins."""

    before = fields.Integer(load_default=None, validate=Range(min=1, max=2**63 - 1))


class AboutQuery(Sent):
    """What a proposal is to be about."""

    area = fields.String(load_default=None)
    skill = fields.String(load_default=None)


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields of the form, as it was typed."""
    texts = {name: form.get(name, "").replace("\x00", "").replace("\r\n", "\n") for name in FIELDS}
    return {name: text[:KEPT] for name, text in texts.items() if text.strip()}


def typed_of(words: SkillWords) -> dict[str, str]:
    """A version of a skill as the form would send it."""
    found = _of_words("name", words.name) | _of_words("summary", words.summary)
    for number, level in enumerate(words.levels, start=1):
        place = f"level{number}_"
        found |= _of_words(f"{place}summary", level.summary)
        found |= _of_lines(f"{place}signals", level.signals)
        found |= _of_lines(f"{place}examples", level.examples)
    return found


def words_of(given: Mapping[str, str]) -> SkillWords:
    """The words that were typed, or Invalid with messages a field."""
    content = {
        "name": _both(given, "name"),
        "summary": _both(given, "summary"),
        "levels": [_level(given, f"level{number}_") for number in range(1, LEVELS + 1)],
    }
    try:
        found: SkillWords = _schema().load(content)
    except ValidationError as wrong:
        raise Invalid(fields=_by_field(wrong.messages)) from wrong
    return found


def _schema() -> Schema:
    return WordsPart()


def _level(given: Mapping[str, str], place: str) -> dict[str, Any]:
    return {
        "summary": _both(given, f"{place}summary"),
        **{part: _lists(given, f"{place}{part}") for part in LISTS},
    }


def _both(given: Mapping[str, str], name: str) -> dict[str, str]:
    return {language: given.get(f"{name}_{language}", "") for language in LANGUAGES}


def _lists(given: Mapping[str, str], name: str) -> dict[str, list[str]]:
    """A line a text; empty lines are nothing."""
    texts = _both(given, name)
    return {
        language: [line for line in text.splitlines() if line.strip()]
        for language, text in texts.items()
    }


def _by_field(errors: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, message in messages(errors):
        said = found.setdefault(_field(path), [])
        if message not in said:
            said.append(message)
    return found


def _field(path: tuple[str | int, ...]) -> str:
    """levels 2 signals en 0 is the field level3_signals_en."""
    if path[0] == "levels":
        return f"level{int(path[1]) + 1}_{path[2]}_{path[3]}"
    return f"{path[0]}_{path[1]}"


def _of_words(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_{language}": words.within(language) for language in LANGUAGES}


def _of_lines(name: str, lines: Lines) -> dict[str, str]:
    texts = {f"{name}_{language}": "\n".join(lines.within(language)) for language in LANGUAGES}
    return {field: text for field, text in texts.items() if text}
