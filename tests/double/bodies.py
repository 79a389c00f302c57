"""How an issue, a user and a history look in JSON: alike, but for who is who."""

from datetime import UTC, datetime

from tests.double.world import DoubleIssue, Json, World

COLOURS = {"new": (2, "blue-gray"), "indeterminate": (4, "yellow"), "done": (3, "green")}


def written(at: datetime) -> str:
    """As Jira writes a time: milliseconds, and the zone without a colon."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}+0000"


class Bodies:
    """Bodies of one product; `base` is the address that people open it at."""

    def __init__(self, world: World, base: str, is_cloud: bool) -> None:
        self.world, self.base, self.is_cloud = world, base, is_cloud
        self.rest = f"{base}/rest/api/{'3' if is_cloud else '2'}"

    def user(self, user_id: str | None) -> Json | None:
        if user_id is None:
            return None
        user = self.world.users[user_id]
        told: Json = {"displayName": user.name, "active": True, "timeZone": "Etc/UTC"}
        if self.is_cloud:
            told |= {"accountId": user.id, "accountType": user.kind}
        else:
            told |= {"key": user.id, "name": user.id.lower()}
        if user.email:
            told["emailAddress"] = user.email
        return told

    def issue(self, issue: DoubleIssue, fields: set[str], with_changelog: bool) -> Json:
        own = f"{self.rest}/issue/{issue.id}"
        body: Json = {"id": issue.id, "key": issue.key, "self": own}
        if fields != {"id"}:
            body["fields"] = {
                name: value
                for name, value in self._fields(issue).items()
                if name in fields or "*all" in fields
            }
        if with_changelog:
            told = [self.history(one) for one in issue.histories]
            body["changelog"] = {"startAt": 0, "maxResults": len(told), "total": len(told)}
            body["changelog"]["histories"] = told
        return body

    def history(self, one: Json) -> Json:
        """Data Center tells no fieldId. On Cloud the time is as its document says."""
        items = one["items"]
        if not self.is_cloud:
            items = [{k: v for k, v in item.items() if k != "fieldId"} for item in items]
        author = self.user(one["who"])
        at = written(one["at"])
        created = at.replace("+0000", "Z") if self.is_cloud else at
        return {"id": one["id"], "author": author, "created": created, "items": items}

    def status(self, name: str) -> Json:
        status_id, category = self.world.statuses[name]
        number, colour = COLOURS[category]
        told = {"id": number, "key": category, "colorName": colour, "name": category.title()}
        return {"id": status_id, "name": name, "statusCategory": told}

    def project(self, key: str) -> Json:
        project_id, name = self.world.projects[key]
        return {"id": project_id, "key": key, "name": name}

    def issue_type(self, name: str) -> Json:
        return {"id": self.world.types[name], "name": name, "subtask": False}

    def _fields(self, issue: DoubleIssue) -> Json:
        security = {"id": "1", "name": issue.security} if issue.security else None
        return {
            "summary": issue.summary,
            "description": "A text that Gezel never asks for.",
            "issuetype": self.issue_type(issue.type),
            "project": self.project(issue.project),
            "status": self.status(issue.status),
            "labels": issue.labels,
            "components": [{"id": "1", "name": name} for name in issue.components],
            "resolution": {"id": "1", "name": issue.resolution} if issue.resolution else None,
            "resolutiondate": written(issue.resolved) if issue.resolved else None,
            "created": written(issue.created),
            "updated": written(issue.updated),
            "assignee": self.user(issue.assignee),
            "reporter": self.user(issue.reporter),
            "creator": self.user(issue.reporter),
            **({"security": security} if security else {}),
            **(self._cloud_only(issue) if self.is_cloud else {}),
            **issue.more,
        }

    def _cloud_only(self, issue: DoubleIssue) -> Json:
        told: Json = {"statuscategorychangedate": written(_category_changed(issue))}
        if issue.epic:
            kind = {"name": "Epic", "hierarchyLevel": 1}
            told["parent"] = {"key": issue.epic, "fields": {"issuetype": kind}}
        return told


def _category_changed(issue: DoubleIssue) -> datetime:
    moves = [
        one["at"]
        for one in issue.histories
        if any(item["field"] == "status" for item in one["items"])
    ]
    return max(moves, default=issue.created)
