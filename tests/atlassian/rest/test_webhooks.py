from datetime import timedelta

import pytest

from service.atlassian.rest import errors, webhooks
from service.atlassian.rest.client import Client
from service.atlassian.rest.site import Product
from tests.atlassian.rest.conftest import Connect, by_oauth
from tests.double.server import Double
from tests.double.world import NOON, World

URL = "https://gezel.example.org/webhooks/our-jira"
EVENTS = ("jira:issue_updated", "comment_created")
PLACES = [Product.JIRA_CLOUD, Product.JIRA_DATACENTER, Product.CONFLUENCE_DATACENTER]


@pytest.mark.parametrize("product", PLACES)
def test_a_webhook_is_made_listed_and_taken_away(
    connect: Connect, world: World, product: Product
) -> None:
    client = connect(product)
    made = webhooks.create(client, "Gezel", URL, "a secret", EVENTS)
    assert (made.name, made.url, made.expires_at) == ("Gezel", URL, None)
    assert webhooks.registered(client) == [made]
    kept = world.webhooks[int(made.id)]
    assert kept["events"] == list(EVENTS)
    assert "a secret" in (kept.get("secret"), kept.get("configuration", {}).get("secret"))
    webhooks.delete(client, made.id)
    webhooks.delete(client, made.id)
    assert webhooks.registered(client) == []


def test_jql_narrows_the_events_about_issues(jira: Client, world: World) -> None:
    made = webhooks.create(jira, "Gezel", URL, "a secret", EVENTS, 'project in ("HARB")')
    filters = world.webhooks[int(made.id)]["filters"]
    assert filters == {"issue-related-events-section": 'project in ("HARB")'}


def test_confluence_cloud_has_none(connect: Connect) -> None:
    with pytest.raises(ValueError, match="no webhooks"):
        webhooks.registered(connect(Product.CONFLUENCE_CLOUD))


def test_those_of_oauth_end_after_a_month_unless_refreshed(
    connect: Connect, double: Double, world: World
) -> None:
    client = connect(by_oauth(double, Product.JIRA_CLOUD))
    ids = webhooks.register_dynamic(client, URL, EVENTS, 'project = "HARB"')
    month = timedelta(days=30)
    assert [(one.id, one.url, one.expires_at) for one in webhooks.dynamic(client)] == [
        (ids[0], URL, NOON + month)
    ]
    world.pass_time(days=20)
    assert webhooks.refresh_dynamic(client, [*ids, "999"]) == NOON + timedelta(days=20) + month
    assert webhooks.dynamic(client)[0].expires_at == NOON + timedelta(days=20) + month
    webhooks.delete_dynamic(client, ids)
    assert webhooks.dynamic(client) == []


def test_why_jira_would_not_register_another(connect: Connect, double: Double) -> None:
    client = connect(by_oauth(double, Product.JIRA_CLOUD))
    for _ in range(5):
        webhooks.register_dynamic(client, URL, EVENTS, 'project = "HARB"')
    with pytest.raises(errors.Refused, match="the limit of webhooks"):
        webhooks.register_dynamic(client, URL, EVENTS, 'project = "HARB"')
