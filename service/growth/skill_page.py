"""All that the page of one skill shows about the person who reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.aims.model import Placement
from service.aims.model_focus import Focus
from service.aims.model_step import Step
from service.growth import chart, formula, model, scale, standing
from service.growth.chart import Band, Dot, Stand, Stretch, WorkRow
from service.growth.model import Missing, Practice, Sighting, Strip, Thanks
from service.growth.model_share import Share
from service.growth.scale import PASSING_ON, Quarter, Window, level_y
from service.growth.standing import Moment, Range, Standing
from service.growth.timeline import Cursor, Happening, Words
from service.skills.model import LevelText, Skill


@dataclass(frozen=True, slots=True)
class SkillPage:
    """One skill: its picture over time, and a page of the timeline it rests on."""

    skill: Skill
    levels: Sequence[LevelText]
    window: Window
    practice: list[Practice]
    sightings: list[Sighting]
    thanks: list[Thanks]
    placements: list[Placement]
    focuses: list[Focus]
    steps: list[Step]
    shares: list[Share]
    standing: Standing | None
    track: list[Moment]
    happenings: list[Happening]
    older: Cursor | None

    @property
    def is_blank(self) -> bool:
        """Is there nothing at all to draw?"""
        said = self.placements or self.focuses or self.steps
        return not (said or self.practice or self.sightings or self.thanks)

    @property
    def mine(self) -> Placement | None:
        return self.placements[0] if self.placements else None

    @property
    def level(self) -> int | None:
        """Where I place myself now."""
        return self.mine.level if self.mine else None

    @property
    def since(self) -> datetime | None:
        """Since when I have placed myself there."""
        return chart.begin([(p.placed_at, p.level) for p in reversed(self.placements)])

    @property
    def focus(self) -> Focus | None:
        """My focus on this skill, while it is one."""
        return next((focus for focus in self.focuses if focus.is_open), None)

    @property
    def open_steps(self) -> list[Step]:
        """What I try in it now."""
        return [step for step in self.steps if step.is_open]

    @property
    def my_text(self) -> LevelText | None:
        return self._text(self.level)

    @property
    def next_text(self) -> LevelText | None:
        """The level to grow into: the one after mine, the first when I do not know mine."""
        return self._text(min((self.level or 0) + 1, PASSING_ON))

    def _text(self, level: int | None) -> LevelText | None:
        return next((text for text in self.levels if text.level == level), None)

    @property
    def colleagues(self) -> int:
        """How many said in a year what they saw."""
        return self.standing.evidence.colleagues if self.standing else 0

    @property
    def shown(self) -> Range | None:
        """What colleagues saw together, where it may be said."""
        return self.standing.shown if self.standing else None

    @property
    def missing(self) -> Missing | None:
        return standing.missing(self.standing, bool(self.thanks), bool(self.practice))

    @property
    def bands(self) -> list[Band]:
        """The range over time, in as many pieces as there was enough to say."""
        return chart.bands(self.window, self.track)

    @property
    def ranges(self) -> list[Moment]:
        """The same as rows of a table, latest first: each fourth week is enough to read."""
        return self.track[::-1][::4] if self.bands else []

    @property
    def dots(self) -> list[Dot]:
        """Observations at their levels; nothing before three colleagues said what they saw."""
        told = {sighting.giver_id for sighting in self.sightings}
        enough = len(told) >= formula.current().colleagues
        return chart.dots(self.window, self.sightings) if enough else []

    @property
    def my_y(self) -> float | None:
        return level_y(self.level) if self.level else None

    @property
    def thread_y(self) -> float | None:
        """Where the thread of my focus leads."""
        grows = self.level is not None and self.level < PASSING_ON and self.focus
        return level_y((self.level or 0) + 1) if grows else None

    @property
    def stands(self) -> list[Stand]:
        return chart.stands(self.window, self.placements)

    @property
    def focus_times(self) -> list[Stretch]:
        return chart.focus_times(self.window, self.focuses)

    @property
    def strip(self) -> Strip:
        return model.strip(self.window, self.practice, self.sightings, self.thanks)

    @property
    def quarters(self) -> list[Quarter]:
        return scale.quarters(self.window)

    @property
    def work_rows(self) -> list[WorkRow]:
        """Every piece of work in the picture, latest first."""
        return chart.work_rows(self.window, self.practice, self.sightings, self.thanks)

    @property
    def shown_here(self) -> set[int]:
        """The feedback whose words stand on this page of the timeline."""
        return {event.id for event in self.happenings if isinstance(event, Words)}
