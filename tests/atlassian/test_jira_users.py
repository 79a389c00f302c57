import pytest

from service.atlassian.jira_users import user
from service.atlassian.model import AccountKind, NotUnderstood, User

NOOR = {"accountId": "712020:1", "displayName": "Noor Haverman", "accountType": "atlassian"}


def read(found: object) -> User | None:
    return user({"assignee": found}, "assignee", "issue.fields.")


def test_cloud_accounts_are_known_by_account_id() -> None:
    expected = User("712020:1", "Noor Haverman", AccountKind.PERSON, None)
    assert read(NOOR) == expected
    assert read(NOOR | {"key": "noor", "name": "noor"}) == expected


def test_data_center_accounts_are_known_by_key_or_else_by_name() -> None:
    iris = {"name": "iris", "displayName": "Iris Tamboer", "emailAddress": "iris@example.org"}
    assert read(iris) == User("iris", "Iris Tamboer", AccountKind.PERSON, "iris@example.org")
    with_key = read(iris | {"key": "JIRAUSER10102"})
    assert with_key is not None
    assert with_key.id == "JIRAUSER10102"


@pytest.mark.parametrize(
    ("account_type", "kind"),
    [
        ("atlassian", AccountKind.PERSON),
        ("app", AccountKind.APP),
        ("customer", AccountKind.CUSTOMER),
        (None, AccountKind.PERSON),
    ],
)
def test_apps_and_customers_are_told_from_people(account_type: object, kind: AccountKind) -> None:
    found = read(NOOR | {"accountType": account_type})
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "nobody", [None, {}, {"displayName": "Noor"}, {"accountId": ""}, {"accountId": "unknown"}]
)
def test_an_account_without_an_id_is_nobody(nobody: object) -> None:
    assert read(nobody) is None


def test_a_missing_name_gives_way_to_the_id_and_a_hidden_address_to_none() -> None:
    found = read({"accountId": "712020:1", "emailAddress": '"?"'})
    assert found == User("712020:1", "712020:1", AccountKind.PERSON, None)


def test_the_wrong_type_is_named() -> None:
    with pytest.raises(NotUnderstood, match=r"^issue\.fields\.assignee is not an object\.$"):
        read("noor")
    with pytest.raises(NotUnderstood, match=r"^issue\.fields\.assignee\.accountId is not an id\.$"):
        read({"accountId": ["noor"]})
