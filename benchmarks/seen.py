"""An organisation made in its tables whose people were seen: work, contributions, observations."""

from benchmarks.large import STATEMENTS as PEOPLE
from service import clock
from service.actor import System
from service.db.sql import Connection, value
from service.skills import actions as skills

TEAM = 10  #: people in a team: they do their work together
WORK = 50  #: pieces of work of each person in two years, with two skills each
PARTS = 10  #: contributions to a piece of work
STATEMENTS = {
    **{name: PEOPLE[name] for name in ("connection", "people", "teams", "memberships", "accounts")},
    "placements": "INSERT INTO placement (person_id, skill_id, skill_version_id, level, wish,"
    " placed_at) SELECT person.id, version.skill_id, version.id, 1 + (person.id + version.id) %% 5,"
    " (person.id + version.id) %% 4, %(now)s - interval '100 days' FROM person"
    " CROSS JOIN skill_version AS version WHERE (person.id + version.id) %% 2 = 0",
    # Work n belongs to person n % people; each piece some hours after the one before.
    "work": "INSERT INTO work_item (connection_id, kind, external_id, key, project_key, title,"
    " status, status_category, created_at, updated_at, done_at)"
    " SELECT connection.id, 'issue', n, 'P-' || n, 'P', 'Work ' || n, 'Done', 'done', at, at, at"
    " FROM connection, generate_series(0, %(people)s::bigint * %(work)s - 1) AS n, LATERAL"
    " (SELECT %(now)s - (1 + n / %(people)s) * interval '14 days' - (n %% 97) * interval '1 hour'"
    " AS at) AS its",
    "contributions": "INSERT INTO contribution (work_item_id, account_id, role, first_at, last_at)"
    " SELECT item.id, account.id, CASE part WHEN 0 THEN 'assignee' ELSE 'commenter' END,"
    " item.done_at, item.done_at FROM work_item AS item"
    " CROSS JOIN generate_series(0, %(parts)s - 1) AS part"
    " JOIN account ON account.external_id = ((SELECT min(id) FROM person) + mate(item.external_id,"
    " part, %(people)s))::text",
    "rules": "INSERT INTO rule (skill_id, area_id, conditions, position, created_at, changed_at)"
    """ SELECT id, area_id, '{"field": "project", "is": ["P"]}', 1, %(now)s, %(now)s FROM skill""",
    "links": "INSERT INTO link (work_item_id, skill_id, rule_id, created_at)"
    " SELECT item.id, skill.id, rule.id, item.done_at FROM work_item AS item"
    " JOIN skill ON (skill.id + item.id) %% (SELECT count(*) FROM skill) < 2"
    " JOIN rule ON rule.skill_id = skill.id",
    "asks": "INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, made_at,"
    " asked_at, opened_at, closes_at, closed_at) SELECT item.id,"
    " first + mate(item.external_id, 1 + item.id %% 9, %(people)s),"
    " first + mate(item.external_id, 0, %(people)s), 'commenter', 'answered', done_at, done_at,"
    " done_at, done_at, done_at FROM work_item AS item,"
    " (SELECT min(id) AS first FROM person) AS people",
    "feedback": "INSERT INTO feedback (ask_id, work_item_id, giver_id, receiver_id, closeness,"
    " moment, effect, readers, given_at, first_read_at) SELECT id, work_item_id, giver_id,"
    " receiver_id, 'parts', 'You drew both options and asked who would have to live with each.',"
    " CASE WHEN id %% 3 = 0 THEN 'We shipped before the fair.' END, 'two', closed_at, closed_at"
    " FROM ask",
    "observations": "INSERT INTO observation (feedback_id, skill_id, skill_version_id, level)"
    " SELECT feedback.id, link.skill_id, version.id,"
    " 1 + (hashint8(feedback.id * 13 + link.skill_id) & 65535) %% 5"
    " FROM feedback JOIN link ON link.work_item_id = feedback.work_item_id"
    " JOIN skill_version AS version ON version.skill_id = link.skill_id",
}
# The nth of the team of whoever did this work; the 0th is they themselves.
MATE = """
CREATE FUNCTION mate(work text, part bigint, people bigint) RETURNS bigint IMMUTABLE LANGUAGE sql AS
$$ SELECT least(doer / 10 * 10 + (doer + part) % 10, people - 1)
     FROM (SELECT work::bigint % people AS doer) AS it $$
"""


def fill(db: Connection, people: int) -> int:
    """Make the organisation; the id of its first person, the others follow."""
    skills.load_starter(db, System("benchmark"))
    db.execute(MATE.encode())
    values = {
        "now": clock.now(), "people": people, "team": TEAM, "work": WORK, "parts": PARTS,
    }  # fmt: skip
    for statement in STATEMENTS.values():
        db.execute(statement.encode(), values)
    db.execute("DROP FUNCTION mate")
    db.execute("VACUUM ANALYZE")
    return int(value(db, "SELECT min(id) FROM person"))
