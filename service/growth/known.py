"""What the estimator needs to know of the organisation, as the last night left it."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from service.growth.estimator import Belief, Noise, Offset
from service.growth.formula import Formula
from service.growth.offsets import USUAL


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of everybody together with one version of the formula; a row."""

    version: int
    learned_at: datetime
    observations: int
    centre: float
    leniency: float
    strictness: float
    halo: float
    work: float
    look: float

    def noise(self, formula: Formula) -> Noise:
        return replace(
            formula.noise,
            strictness=self.strictness, halo=self.halo, work=self.work, look=self.look,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tendency:
    """How much higher than others a colleague tends to say, with the variance of that; a row."""

    giver_id: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Known:
    """What one person's estimates rest on. `offsets` has everybody who said something of them."""

    formula: Formula
    centre: float
    noise: Noise
    leniency: float
    offsets: Mapping[Hashable, Offset]

    def belief(self) -> Belief:
        return Belief(self.centre, self.offsets, self.noise)

    def unaware(self) -> "Known":
        """The same, without knowing who is strict and who is mild."""
        return replace(self, offsets=dict.fromkeys(self.offsets, self.usual))

    @property
    def usual(self) -> Offset:
        """What is assumed of a colleague of whom nothing is known."""
        return Offset(self.leniency, self.noise.strictness**2)


def known(
    formula: Formula, learned: Learned | None, givers: Iterable[int], told: Iterable[Tendency]
) -> Known:
    """What is known for these givers; the defaults of the formula until a first night."""
    noise = learned.noise(formula) if learned else formula.noise
    start = Known(
        formula, learned.centre if learned else USUAL, noise,
        learned.leniency if learned else 0.0, {},
    )  # fmt: skip
    offsets: dict[Hashable, Offset] = dict.fromkeys(givers, start.usual)
    offsets |= {one.giver_id: Offset(one.mean, one.variance) for one in told}
    return replace(start, offsets=offsets)
