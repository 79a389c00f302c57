"""Dutch is complete: every text in the code has its translation, with the same placeholders."""

import ast
import io
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
DUTCH = ROOT / "service/translations/nl/LC_MESSAGES/messages.po"


@pytest.fixture(scope="module")
def dutch() -> Catalog:
    with DUTCH.open("rb") as file:
        return read_po(file, locale="nl")


def texts_in_code() -> set[str]:
    methods, options = parse_mapping_cfg(  # type: ignore[no-untyped-call]  # Babel's own
        io.StringIO((ROOT / "service/translations/babel.cfg").read_text())
    )
    found = extract_from_dir(ROOT, methods, options, keywords={**DEFAULT_KEYWORDS, "_l": None})
    return {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}


def test_every_text_is_translated(dutch: Catalog) -> None:
    known = {m.id if isinstance(m.id, str) else m.id[0] for m in dutch if m.id}
    wanted = texts_in_code()
    assert len(wanted) > 500
    assert wanted - known == set()


def test_nothing_is_left_empty_or_uncertain(dutch: Catalog) -> None:
    for message in dutch:
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        assert not message.fuzzy or not message.id, message.id


def test_placeholders_are_kept(dutch: Catalog) -> None:
    wrong = [(m.id, str(error)) for m in dutch for error in m.check(dutch)]
    assert wrong == []


def test_every_message_of_a_schema_is_a_sentence() -> None:
    """Whatever is none would not be found, and stand in English on a Dutch page."""
    found = [
        (path.name, word.value.value)
        for path in ROOT.glob("service/**/schema*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        for word in node.keywords
        if word.arg == "error" and isinstance(word.value, ast.Constant)
    ]
    assert len(found) > 30
    assert [one for one in found if not str(one[1]).endswith((".", "?"))] == []
