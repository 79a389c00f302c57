from service.atlassian import jira_changelog
from service.atlassian.model import AccountKind, User


def assigned(**item: object) -> dict[str, object]:
    return {"field": "assignee", "fieldtype": "jira"} | item


def test_both_sides_of_an_assignment_count_and_each_account_once() -> None:
    items = [
        assigned(**{"from": "a", "fromString": "Noor", "to": "b", "toString": "Iris"}),
        assigned(**{"from": "b", "fromString": "Iris", "to": None, "toString": None}),
    ]
    assert jira_changelog.assignees(items, ()) == (
        User("a", "Noor", AccountKind.PERSON, None),
        User("b", "Iris", AccountKind.PERSON, None),
    )


def test_the_account_id_beside_the_user_name_is_preferred() -> None:
    items = [assigned(**{"from": "noor", "tmpFromAccountId": "712020:1", "fromString": "Noor"})]
    assert [user.id for user in jira_changelog.assignees(items, ())] == ["712020:1"]


def test_an_app_that_the_body_knows_stays_an_app() -> None:
    app = User("712020:9", "Helper", AccountKind.APP, None)
    items = [assigned(to="712020:9", toString="Helper")]
    assert jira_changelog.assignees(items, (None, app)) == (app,)


def test_nobody_was_assigned() -> None:
    items = [assigned(**{"from": "unknown", "to": ""}), assigned()]
    assert jira_changelog.assignees(items, ()) == ()


def test_a_field_is_told_by_its_id_or_else_by_its_name() -> None:
    cloud = {"field": "Status", "fieldId": "status", "fieldtype": "jira"}
    data_center = {"field": "Status", "fieldtype": "jira"}
    own_field = {"field": "status", "fieldtype": "custom"}
    renamed = {"field": "status", "fieldId": "customfield_10001", "fieldtype": "custom"}
    found = jira_changelog.of("status", [cloud, data_center, own_field, renamed])
    assert found == [cloud, data_center]
