"""Budgets as files: out with the right sums and no title that is private, in as announced."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from service import clock
from service.budgets import actions, reads
from service.budgets import actions_buying as buying
from service.budgets import actions_requests as requests
from service.budgets.ledger import Amount
from service.db.sql import Connection
from tests.budgets.making import EURO, KEEP, NO_BILL, make_budget, make_owner, make_request
from tests.cast import Cast
from tests.web.browse import Browse, plain

ENVELOPES = """\
naam;van wie;munt;vanaf;tot en met;geld;uren;procent;sinds
Groeien 2027;Bob@example.org;eur;01-01-2027;31-12-2027;1.500,00;40;50;
Loom 2027;loom;EUR;2027-01-01;2027-12-31;9.000;;;
Alles 2027;organisatie;EUR;2027-01-01;2027-12-31;0;8;;
"""


@pytest.fixture
def moved(db: Connection, cast: Cast) -> int:
    """A budget of the team out of which 400 is reserved privately and 250,50 was spent."""
    budget, bob = make_budget(db, team_id=cast.team_id), cast.actor(cast.bob)
    requests.send(db, bob, make_request(db, bob, budget, hides_title=True, title="Secret"))
    formula = make_request(db, bob, budget, title="=2+2", shows_to_planners=True)
    requests.send(db, bob, formula)
    buying.purchase(db, bob, formula, Amount(25_050, 90), NO_BILL)
    return budget.id


def sheet(content: bytes, place: int = 0) -> list[dict[str, Any]]:
    rows = list(load_workbook(io.BytesIO(content)).worksheets[place].values)
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def test_excel_read_back_has_the_right_sums(
    db: Connection, cast: Cast, browse: Browse, moved: int
) -> None:
    lines = sheet(browse(cast.bob).get(f"/budgets/{moved}/ledger.xlsx").data)
    assert round(sum(line["Amount"] for line in lines), 2) == 349.5
    assert lines[-1]["Free after it"] == 349.5
    assert (
        round(sum(line["Hours"] for line in lines), 2) == lines[-1]["Hours free after it"] == 38.5
    )
    make_owner(db, cast, "charlie")
    whole = browse(cast.charlie).get("/budgets/all.xlsx").data
    (budget,) = sheet(whole)
    assert (budget["Granted"], budget["Spent"], budget["Reserved"], budget["Free"]) == (
        1000, 250.5, 400, 349.5,
    )  # fmt: skip
    assert round(sum(line["Amount"] for line in sheet(whole, 1)), 2) == 349.5


def test_the_dutch_form_has_the_same_sums(cast: Cast, browse: Browse, moved: int) -> None:
    text = browse(cast.bob).get(f"/budgets/{moved}/ledger.csv?form=dutch").data.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    amounts = [float(row["Amount"].replace(",", ".")) for row in rows]
    assert round(sum(amounts), 2) == 349.5
    assert "-250,50" in text


def test_no_file_tells_a_private_title_and_none_holds_a_formula(
    db: Connection, cast: Cast, browse: Browse, moved: int
) -> None:
    make_owner(db, cast, "charlie")
    for person, address in (
        (cast.alice, f"/budgets/{moved}/ledger.csv?form=plain"),
        (cast.charlie, f"/budgets/{moved}/ledger.csv?form=dutch"),
        (cast.charlie, "/budgets/all-ledgers.csv"),
    ):
        text = browse(person).get(address).data.decode()
        assert "Secret" not in text
        assert "title kept private" in text
        assert "'=2+2" in text
        assert ",=2" not in text
    assert "Secret" in browse(cast.bob).get(f"/budgets/{moved}/ledger.csv").data.decode()


def test_files_are_for_those_who_see_the_budget(
    db: Connection, cast: Cast, browse: Browse, moved: int
) -> None:
    for address in (f"/budgets/{moved}/ledger.csv", f"/budgets/{moved}/ledger.xlsx",
                    "/budgets/all.csv", "/budgets/all.xlsx", "/budgets/all-ledgers.csv",
                    "/budgets/import"):  # fmt: skip
        assert browse(cast.charlie).get(address).status_code == 404
    for address in ("/budgets/import", "/budgets/import/preview"):
        answer = browse(cast.dana).post(address, data={"text": ENVELOPES})
        assert answer.status_code == 404


def test_envelopes_come_in_as_they_were_announced(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    owner = browse(cast.charlie)
    make_owner(db, cast, "charlie")
    seen = owner.post("/budgets/import/preview", data={"text": ENVELOPES})
    assert seen.status_code == 200
    assert "3 budgets would be made." in plain(seen.get_data(as_text=True))
    assert reads.budgets(db, KEEP) == []
    assert owner.post("/budgets/import", data={"text": ENVELOPES}).status_code == 303
    made = {one.name: one for one in reads.budgets(db, KEEP)}
    assert made["Groeien 2027"].free == 750 * EURO
    assert made["Groeien 2027"].person_id == cast.bob.id
    assert made["Groeien 2027"].free_minutes == 20 * 60
    assert (made["Loom 2027"].team_id, made["Loom 2027"].free) == (cast.team_id, 9000 * EURO)
    assert (made["Alles 2027"].whose, made["Alles 2027"].free_minutes) == ("organisation", 480)


def take_in(owner: FlaskClient, *lines: str) -> str:
    """What is announced of these lines, which are then taken in."""
    text = "\n".join([ENVELOPES.split("\n")[0], *lines])
    announced = plain(owner.post("/budgets/import/preview", data={"text": text}).text)
    assert owner.post("/budgets/import", data={"text": text}).status_code == 303
    return announced


def test_a_budget_called_as_before_goes_on_from_it(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    """Each year a file comes in: what is left goes over, and nothing is set anew."""
    make_owner(db, cast, "charlie")
    owner = browse(cast.charlie)
    before = make_budget(db, name="Bob 2026", person_id=cast.bob.id, trust_limit=70 * EURO)
    make_budget(db, name="Loom 2026", team_id=cast.team_id)
    make_budget(db, name="Loom 2026 ", team_id=cast.team_id)
    period = "EUR;2027-01-01;2027-12-31;500;10;;"
    announced = take_in(
        owner, f"BOB 2027;bob@example.org;{period}", f"Bob 2027;organisation;{period}",
        f"bob (2027);bob@example.org;{period}", f"Loom 2027;loom;{period}",
    )  # fmt: skip
    assert announced.count("Goes on from Bob 2026: decided on as before") == 1
    assert announced.count("Goes on from") == 1, "of two that could be, neither"
    made = {one.name: one for one in reads.budgets(db, KEEP)}
    after = made["BOB 2027"]
    assert (after.follows, after.mode, after.trust_limit) == (before.id, "trust", 70 * EURO)
    assert (made["Bob 2027"].follows, made["Loom 2027"].follows) == (None, None)
    with clock.at(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        actions.carry_ended(db, KEEP)
        assert reads.budget(db, KEEP, after.id).free == 1500 * EURO


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (";loom;EUR;2027-01-01;2027-12-31;1;;;", "It needs a name"),
        ("\u200b;loom;EUR;2027-01-01;2027-12-31;1;;;", "It needs a name"),
        ("A;nobody;EUR;2027-01-01;2027-12-31;1;;;", "Nobody here has this e-mail address"),
        ("A;loom;XXQ;2027-01-01;2027-12-31;1;;;", "three letters of a currency"),
        ("A;loom;DEM;2027-01-01;2027-12-31;1;;;", "three letters of a currency in use"),
        ("A;loom;EUR;2027-01-01;2026-12-31;1;;;", "Write two dates"),
        ("A;loom;EUR;2027-01-01;2027-12-31;much;;;", "Write an amount"),
        ("A;loom;EUR;2027-01-01;2027-12-31;1;;150;", "a percentage from 1 to 100"),
        ("A;bob@example.org;EUR;2027-01-01;2027-12-31;1;;;soon", "a date to begin from"),
        ("A;loom;EUR;2027-01-01;2027-12-31;1;;50;", "Only the budget of a person"),
        ("A;loom;EUR;2027-01-01;2027-12-31;1;;;2027-05-01", "Only the budget of a person"),
        ("A;organisation;EUR;2027-01-01;2027-12-31;1;;50;", "Only the budget of a person"),
        ("A;bob@example.org;EUR;2027-01-01;2027-12-31;1;;;2028-01-01", "a day within the period"),
        ("A;bob@example.org;EUR;2027-01-01;2027-12-31;1;;;2026-12-31", "a day within the period"),
    ],
)
def test_one_broken_line_makes_nothing(
    db: Connection, cast: Cast, browse: Browse, line: str, message: str
) -> None:
    make_owner(db, cast, "charlie")
    text = ENVELOPES + line + "\n"
    for address in ("/budgets/import/preview", "/budgets/import"):
        answer = browse(cast.charlie).post(address, data={"text": text})
        assert message in plain(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert reads.budgets(db, KEEP) == []


def test_a_second_time_the_same_file_makes_nothing(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    make_owner(db, cast, "charlie")
    owner = browse(cast.charlie)
    assert owner.post("/budgets/import", data={"text": ENVELOPES}).status_code == 303
    answer = owner.post("/budgets/import", data={"text": ENVELOPES})
    assert answer.status_code == 422
    assert plain(answer.text).count("There is such a budget already") == 3
    assert "Loom 2027;loom" in answer.text, "what was sent is still there"
    assert len(reads.budgets(db, KEEP)) == 3
    last = ENVELOPES.splitlines()[-1].replace("2027", "2028")
    twice = "\n".join([ENVELOPES.splitlines()[0], last, last])
    answer = owner.post("/budgets/import", data={"text": twice})
    assert plain(answer.text).count("A line before says the same.") == 1


def test_a_line_is_named_by_its_number_in_the_file(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    make_owner(db, cast, "charlie")
    text = ENVELOPES.replace("Loom 2027", '\r\n;;;;;;;;\r\n"Loom\n2027"')
    text += "A;nobody;EUR;2027-01-01;2027-12-31;1;;;"
    page = plain(browse(cast.charlie).post("/budgets/import/preview", data={"text": text}).text)
    number = text.splitlines().index("A;nobody;EUR;2027-01-01;2027-12-31;1;;;") + 1
    assert f"A line {number} · nobody" in page


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ENVELOPES.replace("geld;", "bedrag;"), "It lacks: money."),
        ("name;whose\nA;loom\n", "It lacks: currency, from, until, money."),
        (ENVELOPES + '"A;loom;EUR', "A quotation mark opens and does not close"),
        (ENVELOPES + '"' + "A" * 200_000, "A quotation mark opens and does not close"),
        (ENVELOPES + "A\0B;loom;EUR;2027-01-01;2027-12-31;1;;;", "not text in UTF-8"),
        (ENVELOPES.splitlines()[0] + "\nA;loom;EUR;2027-01-01;2027-12-31;1;;;" * 2001,
         "2000 lines at a time are enough."),
    ],
    ids=["no money", "four columns", "open quote", "long open quote", "no text", "too many"],
)  # fmt: skip
def test_what_is_wrong_with_the_whole_is_said_and_nothing_is_cut_off(
    db: Connection, cast: Cast, browse: Browse, text: str, message: str
) -> None:
    make_owner(db, cast, "charlie")
    for address in ("/budgets/import/preview", "/budgets/import"):
        answer = browse(cast.charlie).post(address, data={"text": text})
        assert answer.status_code == 422
        assert message in plain(answer.text)
    assert reads.budgets(db, KEEP) == []


@pytest.mark.parametrize("form", ["latin-1", "utf-16"])
def test_a_file_in_another_code_says_how_to_save_it(
    db: Connection, cast: Cast, browse: Browse, form: str
) -> None:
    make_owner(db, cast, "charlie")
    content = ENVELOPES.replace("Loom 2027", "Geïnd 2027").encode(form)
    sent = {"file": (io.BytesIO(content), "budgets.csv")}
    answer = browse(cast.charlie).post("/budgets/import/preview", data=sent)
    assert answer.status_code == 422
    assert "save it as CSV UTF-8" in plain(answer.text)


@pytest.mark.parametrize("text", ["", "a;b;c\n1;2;3", "x" * 600_000])
def test_what_is_no_table(db: Connection, cast: Cast, browse: Browse, text: str) -> None:
    make_owner(db, cast, "charlie")
    answer = browse(cast.charlie).post("/budgets/import/preview", data={"text": text})
    assert answer.status_code == 422
