"""A large organisation made in its tables: people who may be found, teams, and their work."""

from dataclasses import dataclass

from service import clock
from service.db.sql import Connection, value

#: Titles are made of these, so that some words are common and some are rare.
WORDS = (
    "fix", "index", "merge", "segment", "query", "form", "payment", "refund", "login", "slow",
    "error", "retry", "timeout", "export", "import", "calendar", "message", "parent", "school",
    "invoice", "search", "ranking", "cache", "deploy", "rollback", "alert", "metric", "screen",
    "reader", "keyboard", "contrast", "button", "list", "page", "report", "backup", "restore",
)  # fmt: skip
SENTENCES = (
    "Slow queries and indexes; come by after lunch.",
    "I read reviews in the morning.",
    "Meetings that go round in circles.",
    "Keyboards and screen readers, twenty minutes.",
    "Ask me about a release that went wrong.",
)
TEAM = 10  #: people in a team
STATEMENTS = {
    "connection": "INSERT INTO connection (name, product, secret, created_at)"
    " VALUES ('bench', 'jira-cloud', '', %(now)s)",
    "people": "INSERT INTO person (name, email, session_key, takes_part, asking, welcomed_at,"
    " created_at) SELECT 'Person ' || md5(n::text), n || '@example.org', '', true, 'ask', %(now)s,"
    " %(now)s FROM generate_series(1, %(people)s) AS n",
    "teams": "INSERT INTO team (name, takes_part, created_at) SELECT 'Team ' || n, true, %(now)s"
    " FROM generate_series(0, %(people)s / %(team)s) AS n",
    "memberships": "INSERT INTO membership (team_id, person_id, since)"
    " SELECT team.id, person.id, %(now)s FROM person"
    " JOIN team ON team.name = 'Team ' || person.id / %(team)s",
    "findable": "INSERT INTO findable (person_id, who, sentence, changed_at)"
    " SELECT id, CASE id %% 5 WHEN 0 THEN 'teams' ELSE 'everyone' END,"
    " (%(sentences)s::text[])[1 + id %% cardinality(%(sentences)s::text[])], %(now)s FROM person",
    "placements": "INSERT INTO placement (person_id, skill_id, skill_version_id, level, wish,"
    " is_glad_to_help, placed_at) SELECT person.id, version.skill_id, version.id,"
    " 1 + (person.id + n) %% 5, (person.id + version.id + n) %% 4,"
    " (person.id + version.id) %% 3 = 0, %(now)s FROM person"
    " CROSS JOIN generate_series(1, 3) AS n CROSS JOIN skill_version AS version"
    " WHERE (person.id + version.id) %% 2 = 0 ORDER BY n, person.id",
    "accounts": "INSERT INTO account (connection_id, external_id, name, kind, person_id)"
    " SELECT connection.id, person.id::text, person.name, 'person', person.id"
    " FROM person, connection",
    # A tenth is open; each project belongs to ten teams.
    "work": "INSERT INTO work_item (connection_id, kind, external_id, key, project_key, title,"
    " status, status_category, created_at, updated_at, done_at)"
    " SELECT connection.id, 'issue', n, 'P' || project || '-' || n, 'P' || project,"
    " (SELECT string_agg((%(words)s::text[])[1 + (hashint8(n * 7 + word) & 65535)"
    " %% least(cardinality(%(words)s::text[]), 3 + word * 8)], ' ')"
    " FROM generate_series(1, 7) AS word), 'Doing',"
    " CASE WHEN n %% 10 = 0 THEN 'indeterminate' ELSE 'done' END,"
    " %(now)s, %(now)s - n * interval '3 minutes',"
    " CASE WHEN n %% 10 > 0 THEN %(now)s - n * interval '3 minutes' END"
    " FROM connection, generate_series(1, %(work)s) AS n,"
    " LATERAL (SELECT n %% (1 + %(people)s / %(team)s / 10) AS project) AS its",
    "contributions": "INSERT INTO contribution (work_item_id, account_id, role, first_at, last_at)"
    " SELECT DISTINCT ON (item.id, account.id) item.id, account.id, role, %(now)s, %(now)s"
    " FROM work_item AS item"
    " CROSS JOIN unnest(ARRAY['assignee', 'reviewer', 'commenter', 'commenter', 'reporter'])"
    " WITH ORDINALITY AS part (role, place)"
    " JOIN account ON account.external_id = (1 + (substr(item.project_key, 2)::bigint"
    " * 10 * %(team)s + (hashint8(item.id * 5 + place) & 65535) %% (10 * %(team)s))"
    " %% %(people)s)::text ORDER BY item.id, account.id",
    # The first of all took part in a fifth of everything.
    "the busiest": "INSERT INTO contribution (work_item_id, account_id, role, first_at, last_at)"
    " SELECT item.id, account.id, 'mover', %(now)s, %(now)s FROM work_item AS item"
    " JOIN account ON account.id = (SELECT min(id) FROM account) WHERE item.id %% 5 = 0",
    "links": "INSERT INTO link (work_item_id, skill_id, source, created_at)"
    " SELECT item.id, skill.id, 'person', %(now)s FROM work_item AS item"
    " JOIN skill ON (item.id + skill.id) %% 6 = 0",
    "practice": "INSERT INTO practice (work_item_id, skill_id, person_id, part, said_at)"
    " SELECT link.work_item_id, skill_id, min(person_id), 'practise', %(now)s FROM link"
    " JOIN contribution ON contribution.work_item_id = link.work_item_id"
    " JOIN account ON account.id = account_id GROUP BY 1, 2",
}


@dataclass(frozen=True, slots=True)
class People:
    first: int
    number: int

    @property
    def busiest(self) -> int:
        return self.first

    def some(self, turn: int) -> int:
        """Somebody else at each turn, and never the busiest."""
        return self.first + 1 + turn * 7919 % (self.number - 1)


def fill(db: Connection, people: int, work: int) -> People:
    """Make the organisation and let the server count what it has."""
    values = {
        "now": clock.now(), "people": people, "team": TEAM, "work": work,
        "words": list(WORDS), "sentences": list(SENTENCES),
    }  # fmt: skip
    for statement in STATEMENTS.values():
        db.execute(statement.encode(), values)
    db.execute("ANALYZE")
    return People(int(value(db, "SELECT min(id) FROM person")), people)
