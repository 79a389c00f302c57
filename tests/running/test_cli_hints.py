"""The command `gezel hints`: figures for people and for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli_hints import NotAList, hints
from tests.running.installation import bare_environment
from tests.running.test_cli import refusal, run

SIXTY = Path(__file__).parents[1] / "feedback" / "hints.json"


def test_json_holds_the_figures_and_each_sentence() -> None:
    done = run(bare_environment(), "hints", str(SIXTY), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["sentences"] == len(told["each"]) == 60
    assert (told["precision"] >= 0.9, told["recall"] >= 0.7) == (True, True)
    first = told["each"][0]
    assert set(first) == {"text", "expected", "found"}


def test_people_read_what_differs(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text('[{"text": "You always do."}, {"text": "You drew.", "hints": ["empty"]}]')
    said = run(bare_environment(), "hints", str(file)).stdout
    assert "You always do." in said
    assert "You drew." in said
    assert "2 sentences: precision 0.00, recall 0.00" in said


@pytest.mark.parametrize("text", ["no list", "{}", '[{"hints": []}]', '["You always do."]'])
def test_what_is_no_list_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.json"
    file.write_text(text)
    assert isinstance(CliRunner().invoke(hints, [str(file)]).exception, NotAList)


def test_a_refusal_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("no list")
    assert "holds no list of sentences" in refusal(run(bare_environment(), "hints", str(file)))
