"""Files of the catalogue: what goes out comes back the same, and what is wrong says where."""

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.skills import catalogue_csv, catalogue_yaml, starter
from service.skills.catalogue_files import BrokenFile
from service.skills.model_words import (
    LevelWords,
    Lines,
    SkillWords,
    Words,
    WrittenArea,
    WrittenSkill,
)

FORMS = [catalogue_yaml, catalogue_csv]
HEAD = "area,skill,level,what,en,nl\n"
#: What YAML, CSV and spreadsheets read into things: signs, numbers, formulas, quotes.
TRICKY = st.sampled_from(["=1+1", "'=x", "''@a", "-", "yes", "null", "12", "# no", "a: b", "- x"])
PLAIN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn")),
    min_size=1,
    max_size=20,
)
TEXT = st.one_of(PLAIN, TRICKY)
BOTH = st.builds(Words, TEXT, TEXT)


def lines(least: int, most: int) -> st.SearchStrategy[Lines]:
    pairs = st.lists(st.tuples(TEXT, TEXT), min_size=least, max_size=most)
    return pairs.map(lambda two: Lines(tuple(a for a, _ in two), tuple(b for _, b in two)))


LEVEL = st.builds(LevelWords, BOTH, lines(2, 5), lines(0, 3))
SKILL = st.builds(SkillWords, BOTH, BOTH, st.tuples(*[LEVEL] * 5))


@st.composite
def catalogues(draw: st.DrawFn) -> list[WrittenArea]:
    """Some areas, some of them empty, with skills of which some are archived."""
    areas = []
    for area in range(draw(st.integers(1, 3))):
        slugs = [f"skill-{area}-{place}" for place in range(draw(st.integers(0, 2)))]
        skills = [WrittenSkill(slug, draw(SKILL), draw(st.booleans())) for slug in slugs]
        areas.append(WrittenArea(f"area-{area}", draw(BOTH), tuple(skills)))
    return areas


@pytest.mark.parametrize("form", FORMS)
def test_the_framework_goes_out_and_comes_back_the_same(form: object) -> None:
    areas = list(starter.areas())
    for written, read in ((form.written, form.read),):  # type: ignore[attr-defined]
        text = written(areas)
        assert read(text) == areas
        assert written(read(text)) == text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(areas=catalogues())
def test_any_catalogue_goes_out_and_comes_back_the_same(areas: list[WrittenArea]) -> None:
    for written, read in (
        (catalogue_yaml.written, catalogue_yaml.read),
        (catalogue_csv.written, catalogue_csv.read),
    ):
        assert read(written(areas)) == areas


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1"])
def test_a_spreadsheet_never_meets_a_formula(formula: str) -> None:
    words = Words(formula, "tekst")
    text = catalogue_csv.written([WrittenArea("one", words, ())])
    assert f"'{formula}" in text
    assert f",{formula}" not in text
    assert f'"{formula}' not in text
    assert catalogue_csv.read(text)[0].name == words


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_may_part_the_columns_its_own_way(delimiter: str) -> None:
    areas = list(starter.areas())
    out = io.StringIO()
    rows = csv.reader(io.StringIO(catalogue_csv.written(areas), newline=""))
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert catalogue_csv.read(out.getvalue()) == areas


def problems(read: Callable[[str], object], text: str) -> list[tuple[int, str]]:
    with pytest.raises(BrokenFile) as broken:
        read(text)
    return [(one.line, one.message) for one in broken.value.problems]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "names with values"),
        ("areas: 3\n", 1, "a list"),
        ("areas:\n  - slug: [", 2, "not YAML"),
        ("areas:\n  - slug: Big Words\n    name: {en: A, nl: B}\n", 2, "small letters"),
        ("areas:\n  - slug: a\n    name: {en: A}\n", 3, "both languages"),
        ("areas:\n  - slug: a\n    name: {en: A, nl: B}\n    naem: x\n", 4, "not part of"),
        ("areas:\n  - slug: a\n    slug: b\n    name: {en: A, nl: B}\n", 3, "stands here before"),
        ("areas:\n  - &x {slug: a, name: {en: A, nl: B}}\n  - *x\n", 2, "References"),
        (
            f"areas:\n  - slug: a\n    name:\n      en: {'x' * 61}\n      nl: B\n",
            4,
            "60 characters",
        ),
        ("[" * 100_000, 1, "too deeply"),
        ("areas: \x00", 1, "not YAML"),
        ("areas: !!python/object/apply:os.system [ls]\n", 1, "names with values"),
    ],
)
def test_a_broken_yaml_file_names_line_and_reason(text: str, line: int, reason: str) -> None:
    assert [(at, reason in said) for at, said in problems(catalogue_yaml.read, text)] == [
        (line, True)
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "names the columns"),
        ("area,skill\n", 1, "names the columns"),
        (f"{HEAD}a,,,name,One\n", 2, "as many columns"),
        (f"{HEAD}a,,,name,One,Een\n,,,name,Two,Twee\n", 3, "An area"),
        (f"{HEAD}a,,,name,One,Een\na,b,6,summary,x,y\n", 3, "from 1 to 5"),
        (f"{HEAD}a,,,name,One,Een\na,b,1,name,x,y\n", 3, "what the text is"),
        (f"{HEAD}a,,,name,One,Een\na,,,name,One,Een\n", 3, "before"),
        (f'{HEAD}a,,,name,One,"Een\n', 2, "quotation mark"),
        (f"{HEAD}a,,,name,One,\n", 2, "both languages"),
        (f"{HEAD}\n\na,,,name,{'x' * 61},Een\n", 4, "60 characters"),
    ],
)
def test_a_broken_csv_file_names_line_and_reason(text: str, line: int, reason: str) -> None:
    assert [(at, reason in said) for at, said in problems(catalogue_csv.read, text)] == [
        (line, True)
    ]


def test_a_skill_without_all_its_levels_is_named_where_it_begins() -> None:
    text = f"{HEAD}a,,,name,One,Een\na,b,,name,Bee,Bij\na,b,,summary,x,y\na,b,3,summary,x,y\n"
    assert {line for line, _ in problems(catalogue_csv.read, text)} == {3, 5}


@pytest.mark.parametrize("form", FORMS)
def test_a_slug_stands_once(form: object) -> None:
    area = next(iter(starter.areas()))
    text = form.written([area, WrittenArea("other", area.name, area.skills[:1])])  # type: ignore[attr-defined]
    [(line, said)] = problems(form.read, text)  # type: ignore[attr-defined]
    assert "before" in said
    assert text.splitlines()[line - 1].count("api-design")
