"""Links from an issue to somewhere else, each known by a global id of ours."""

from service.atlassian.rest import jira
from service.atlassian.rest.client import Client
from service.atlassian.rest.errors import NotThere
from service.atlassian.rest.issues import ident_in_path


def put(client: Client, issue_id: str, global_id: str, url: str, title: str) -> None:
    """The link with this global id: made, or made as said here. Twice is as once."""
    body = {"globalId": global_id, "object": {"url": url, "title": title}}
    client.change("POST", _path(client, issue_id), body)


def delete(client: Client, issue_id: str, global_id: str) -> None:
    """Take the link away; gone already, alone or with its issue, is as good."""
    try:
        client.change("DELETE", _path(client, issue_id), globalId=global_id)
    except NotThere:
        return


def _path(client: Client, issue_id: str) -> str:
    return f"{jira.api(client)}/issue/{ident_in_path(issue_id)}/remotelink"
