import pytest

from service.atlassian.rest import personal_data
from service.atlassian.rest.client import Client
from service.atlassian.rest.personal_data import Held, Verdict
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect, by_oauth
from tests.double.mischief import Mischief
from tests.double.server import Double
from tests.double.world import NOON, World


@pytest.fixture
def client(connect: Connect, double: Double) -> Client:
    return connect(by_oauth(double, Product.JIRA_CLOUD))


def test_ninety_accounts_at_a_time(client: Client, double: Double, world: World) -> None:
    world.closed_accounts = {"a3", "a150"}
    held = [Held(f"a{number}", NOON) for number in range(200)]
    assert personal_data.report(client, held) == Verdict(("a3", "a150"), ())
    sent = [call.body["accounts"] for call in double.calls]
    assert [len(accounts) for accounts in sent] == [90, 90, 20]
    assert sent[0][0] == {"accountId": "a0", "updatedAt": "2026-03-02T12:00:00.000Z"}


def test_accounts_to_fetch_again(client: Client, double: Double) -> None:
    body = b'{"accounts": [{"accountId": "a", "status": "updated"}, {"accountId": "b"}]}'
    double.misbehave(Mischief(200, body=body))
    assert personal_data.report(client, [Held("a", NOON)]) == Verdict((), ("a",))


def test_nothing_to_tell(client: Client, double: Double) -> None:
    assert personal_data.report(client, []) == Verdict((), ())
    assert personal_data.report(client, [Held("a", NOON)]) == Verdict((), ())
    assert len(double.calls) == 1
