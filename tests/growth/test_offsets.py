"""How strict each colleague is: shrunken, evened out, and told apart only by comparison."""

from collections.abc import Hashable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.growth import noise as noises
from service.growth.estimator import Noise, Seen
from service.growth.noise import Differences
from service.growth.offsets import Judged, Pairs, centre

NOISE = Noise()


def rows(person: int, said: dict[str, float], times: int = 6) -> list[Seen]:
    return [
        Seen("api", f"{person}-{n}", 30.0 * n, by, level)
        for n in range(times)
        for by, level in said.items()
    ]


def pairs(strict_by: float = 1.0, people: int = 5) -> Pairs:
    """Ann says a level less than Ben and Cleo, of everybody."""
    found = Pairs()
    for person in range(people):
        found.add(person, rows(person, {"ann": 3.0 - strict_by, "ben": 3.0, "cleo": 3.0}))
    return found


def test_who_says_less_than_others_of_everybody_is_stricter_and_shrunken() -> None:
    found = pairs().fit(NOISE)
    assert -1.0 < found["ann"].mean < -0.2
    assert found["ben"].mean == pytest.approx(found["cleo"].mean)
    assert found["ann"].variance < NOISE.strictness**2


@settings(max_examples=30, deadline=None)
@given(strict_by=st.floats(-2, 2), people=st.integers(1, 8))
def test_without_vignettes_they_sum_to_nought(strict_by: float, people: int) -> None:
    found = pairs(strict_by, people).fit(NOISE)
    assert sum(one.mean for one in found.values()) == pytest.approx(0, abs=1e-9)


def test_who_is_compared_with_nobody_is_taken_for_usual() -> None:
    alone = Pairs()
    alone.add(1, rows(1, {"ann": 5.0}))
    assert alone.fit(NOISE)["ann"].mean == 0


def test_one_person_weighs_less_than_many() -> None:
    """A feud of one pair is no strictness."""
    feud = Pairs()
    feud.add(1, rows(1, {"ann": 1.0, "ben": 4.0, "cleo": 4.0}, times=30))
    for person in range(2, 6):
        feud.add(person, rows(person, {"ann": 4.0, "ben": 4.0, "cleo": 4.0}))
    assert feud.fit(NOISE)["ann"].mean > pairs(3.0).fit(NOISE)["ann"].mean + 0.5


def test_vignettes_show_what_all_share() -> None:
    judged: dict[Hashable, Judged] = {by: Judged(0.5, 6) for by in ("ann", "ben", "cleo", "dora")}
    found = pairs(0.0).fit(NOISE, judged)
    assert 0.2 < found["ben"].mean < 0.5
    assert found["dora"].mean == pytest.approx(found["ben"].mean, abs=0.1)


def test_the_centre_is_shrunken_to_the_usual() -> None:
    assert centre(0.0, 0) == 2.8
    assert 2.8 < centre(40.0, 10) < 4.0
    assert centre(4000.0, 1000) > 3.9


def test_the_noise_stays_usual_until_there_is_enough() -> None:
    few = Differences()
    few.add(rows(1, {"ann": 1.0, "ben": 5.0}))
    assert noises.refit(few, []) == Noise()


def test_colleagues_who_agree_make_less_noise() -> None:
    def learned(spread: float) -> Noise:
        found, told = Differences(), Pairs()
        for person in range(60):
            said = {"ann": 3.0, "ben": 3.0 + spread, "cleo": 3.0 - spread}
            found.add(rows(person, said, times=3))
            told.add(person, rows(person, said, times=3))
        return noises.refit(found, told.tendencies())

    agreeing, differing = learned(0.0), learned(1.5)
    assert agreeing.strictness < Noise().strictness < differing.strictness
    assert agreeing.look < Noise().look
