"""What a catalogue may hold: the limits and shapes for files and forms alike."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validates_schema

from service.skills.model_words import (
    LEVELS,
    LevelWords,
    Lines,
    SkillWords,
    Words,
    WrittenArea,
    WrittenSkill,
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
SLUG_LENGTH = 60
NAME, SUMMARY, SIGNAL, EXAMPLE = 60, 200, 160, 240
TOO_LONG = {
    NAME: "A name has at most 60 characters.",
    SUMMARY: "A summary has at most 200 characters.",
    SIGNAL: "A signal has at most 160 characters.",
    EXAMPLE: "An example has at most 240 characters.",
}
FEWEST_SIGNALS, MOST_SIGNALS, MOST_EXAMPLES = 2, 5, 3
MOST_AREAS, MOST_SKILLS = 50, 500
NEEDED = "This is needed, in both languages."
NOT_A_TEXT = "Here a text is expected."
NOT_KNOWN = "This is not part of a catalogue."
NOT_A_LIST = "Here a list is expected."
NOT_NAMES = "Here names with values are expected."
TWICE = "This name stands in the file before."
WORDS_OF_OURS = {
    "required": NEEDED,
    "null": NEEDED,
    "invalid": NOT_A_LIST,
    "type": NOT_NAMES,
    "unknown": NOT_KNOWN,
}


class Part(Schema):
    """A part of a catalogue. What is not known is refused, so that a slip of the pen shows."""

    error_messages = WORDS_OF_OURS

    class Meta:
        unknown = RAISE

    def on_bind_field(self, _field_name: str, field_obj: fields.Field[Any]) -> None:
        field_obj.error_messages |= WORDS_OF_OURS


class Text(fields.Field[str]):
    """One text on one line; space around and within is made even."""

    def __init__(self, limit: int) -> None:
        super().__init__(required=True)
        self._limit = limit

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError(NOT_A_TEXT)
        text = " ".join(value.replace("\x00", "").split())
        if not text:
            raise ValidationError(NEEDED)
        if len(text) > self._limit:
            raise ValidationError(TOO_LONG[self._limit])
        return text


class Slug(fields.Field[str]):
    """The name of an area or skill in addresses."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> str:
        if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > SLUG_LENGTH:
            raise ValidationError("Use small letters a to z, digits and hyphens, 60 at most.")
        return value


class Both(Part):
    """A text in both languages."""

    @post_load
    def made(self, data: dict[str, str], **_: Any) -> Words:
        return Words(**data)


class NameWords(Both):
    en, nl = Text(NAME), Text(NAME)


class SummaryWords(Both):
    en, nl = Text(SUMMARY), Text(SUMMARY)


class BothLines(Part):
    """Texts in both languages, as many in the one as in the other."""

    @validates_schema
    def say_the_same(self, data: Mapping[str, Any], **_: Any) -> None:
        if len(data.get("en", ())) != len(data.get("nl", ())):
            raise ValidationError("There are more of them in one language than in the other.", "nl")

    @post_load
    def made(self, data: dict[str, list[str]], **_: Any) -> Lines:
        return Lines(tuple(data["en"]), tuple(data["nl"]))


class SignalLines(BothLines):
    en = fields.List(Text(SIGNAL), required=True)
    nl = fields.List(Text(SIGNAL), required=True)

    @validates_schema
    def are_enough(self, data: Mapping[str, Any], **_: Any) -> None:
        for language in ("en", "nl"):
            if not FEWEST_SIGNALS <= len(data.get(language, ())) <= MOST_SIGNALS:
                raise ValidationError("A level has two to five signals.", language)


class ExampleLines(BothLines):
    en = fields.List(Text(EXAMPLE), required=True)
    nl = fields.List(Text(EXAMPLE), required=True)

    @validates_schema
    def are_few(self, data: Mapping[str, Any], **_: Any) -> None:
        if len(data.get("en", ())) > MOST_EXAMPLES:
            raise ValidationError("A level has three examples at most.", "en")


class LevelPart(Part):
    summary = fields.Nested(SummaryWords, required=True)
    signals = fields.Nested(SignalLines, required=True)
    examples = fields.Nested(ExampleLines, load_default=Lines)

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> LevelWords:
        return LevelWords(**data)


class WordsPart(Part):
    """All that a version of a skill says."""

    name = fields.Nested(NameWords, required=True)
    summary = fields.Nested(SummaryWords, required=True)
    levels = fields.List(fields.Nested(LevelPart), required=True)

    @validates_schema
    def has_five_levels(self, data: Mapping[str, Any], **_: Any) -> None:
        if "levels" in data and len(data["levels"]) != LEVELS:
            raise ValidationError("A skill has five levels.", "levels")

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> Any:
        return SkillWords(data["name"], data["summary"], tuple(data["levels"]))


class SkillPart(WordsPart):
    slug = Slug(required=True)
    archived = fields.Boolean(load_default=False)

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> WrittenSkill:
        words = SkillWords(data["name"], data["summary"], tuple(data["levels"]))
        return WrittenSkill(data["slug"], words, data["archived"])


class AreaPart(Part):
    slug = Slug(required=True)
    name = fields.Nested(NameWords, required=True)
    skills = fields.List(fields.Nested(SkillPart), load_default=list)

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> WrittenArea:
        return WrittenArea(data["slug"], data["name"], tuple(data["skills"]))


class CataloguePart(Part):
    """A whole catalogue: areas in their order, each with its skills in theirs."""

    areas = fields.List(fields.Nested(AreaPart), required=True)

    @validates_schema
    def is_not_too_much(self, data: Mapping[str, Any], **_: Any) -> None:
        areas = data["areas"]
        if len(areas) > MOST_AREAS or sum(len(area.skills) for area in areas) > MOST_SKILLS:
            raise ValidationError("A catalogue has at most 50 areas and 500 skills.", "areas")

    @validates_schema
    def slugs_stand_once(self, data: Mapping[str, Any], **_: Any) -> None:
        areas: set[str] = set()
        skills: set[str] = set()
        for place, area in enumerate(data["areas"]):
            if area.slug in areas:
                raise ValidationError({"areas": {place: {"slug": [TWICE]}}})
            areas.add(area.slug)
            for inner, skill in enumerate(area.skills):
                if skill.slug in skills:
                    raise ValidationError(
                        {"areas": {place: {"skills": {inner: {"slug": [TWICE]}}}}}
                    )
                skills.add(skill.slug)

    @post_load
    def made(self, data: dict[str, Any], **_: Any) -> list[WrittenArea]:
        return list(data["areas"])
