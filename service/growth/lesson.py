"""What a night learns of the whole organisation, kept small while all observations go by."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from service.growth import noise as noises
from service.growth import offsets as fits
from service.growth.estimator import Noise, Offset, Seen
from service.growth.offsets import Judged, Pairs, Person


@dataclass(frozen=True, slots=True)
class Learnt:
    """The noise here, how strict each colleague is, and where levels begin."""

    observations: int
    noise: Noise
    offsets: Mapping[Hashable, Offset]
    leniency: float
    centre: float


class Lesson:
    """Takes in all observations, one person and skill at a time."""

    def __init__(self) -> None:
        self._pairs, self._differences = Pairs(), noises.Differences()
        self._observations = self._targets = 0
        self._levels = 0.0  # the sum of the mean level of each person and skill
        self._shares: defaultdict[Hashable, float] = defaultdict(float)  # of each colleague in it

    def add(self, person: Person, rows: Sequence[Seen]) -> None:
        """All observations of one person in one skill, in any order."""
        self._pairs.add(person, rows)
        self._differences.add(rows)
        self._observations += len(rows)
        self._targets += 1
        self._levels += sum(seen.level for seen in rows) / len(rows)
        for seen in rows:
            self._shares[seen.by] += 1 / len(rows)

    def learnt(self, judged: Mapping[Hashable, Judged] | None = None) -> Learnt:
        """`judged` is what colleagues said of the vignettes."""
        noise = noises.refit(self._differences, self._pairs.tendencies())
        found = self._pairs.fit(noise, judged)
        evened = sum(share * found[by].mean for by, share in self._shares.items())
        return Learnt(
            self._observations, noise, found, fits.leniency(judged or {}, noise),
            fits.centre(self._levels - evened, self._targets),
        )  # fmt: skip
