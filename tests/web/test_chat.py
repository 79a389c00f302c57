"""Setting up a channel, on its page."""

from service.connections.secrets import Vault
from service.db.sql import Connection, value
from tests.cast import Cast
from tests.conftest import KEY
from tests.web.browse import Browse, plain, text

ADDRESS = "https://hooks.slack.com/services/T0/B0/secret"
GIVEN = {"product": "slack", "address": ADDRESS, "language": "nl"}


def test_a_lead_sets_it_up_and_the_address_is_not_shown_again(
    db: Connection, cast: Cast, browse: Browse
) -> None:
    place = f"/teams/{cast.team_id}/chat"
    assert browse(cast.alice).post(place, data=GIVEN).location == place
    assert Vault(KEY).open(value(db, "SELECT address FROM chat")) == ADDRESS
    for person in (cast.alice, cast.bob):
        page = text(browse(person), place)
        assert "Gezel writes at hooks.slack.com; Alice set it up on 2 March." in plain(page)
        assert "secret" not in page
    assert browse(cast.bob).post(place, data=GIVEN).status_code == 403
    assert browse(cast.charlie).get(place).status_code == 404
    browse(cast.alice).post(f"{place}/remove")
    assert value(db, "SELECT count(*) FROM chat") == 0


def test_another_address_is_refused_and_kept(db: Connection, cast: Cast, browse: Browse) -> None:
    data = GIVEN | {"address": "https://example.org/hook"}
    answer = browse(cast.dana).post("/mail/chat", data=data)
    assert answer.status_code == 422
    assert "https://example.org/hook" in answer.get_data(as_text=True)
    assert value(db, "SELECT count(*) FROM chat") == 0


def test_that_of_the_organisation_is_for_administrators(cast: Cast, browse: Browse) -> None:
    assert browse(cast.dana).post("/mail/chat", data=GIVEN).location == "/mail/chat"
    assert browse(cast.dana).post("/mail/chat/remove").location == "/mail/chat"
    for address in ("/mail/chat", "/mail/chat/remove"):
        assert browse(cast.alice).post(address, data=GIVEN).status_code == 404
    assert browse(cast.alice).get("/mail/chat").status_code == 404
