-- focuses_to_count
-- Whether a skill is a focus of those who let their focuses be counted, by team; of skills that one
-- of them has as a focus, or that were counted before.
WITH counted AS (
  SELECT membership.team_id, membership.person_id
    FROM team_share
    JOIN membership ON membership.person_id = team_share.person_id AND until IS NULL
    JOIN person ON person.id = team_share.person_id AND left_at IS NULL
   WHERE counts_focus
), wanted AS (
  SELECT team_id, skill_id
    FROM counted
    JOIN focus ON focus.person_id = counted.person_id AND ended_at IS NULL
   UNION
  SELECT team_id, skill_id
    FROM focus_count
)
SELECT team_id, skill_id, person_id,
       EXISTS (SELECT FROM focus
                WHERE focus.person_id = counted.person_id
                  AND focus.skill_id = wanted.skill_id
                  AND ended_at IS NULL) AS is_focus
  FROM counted
  JOIN wanted USING (team_id)
 ORDER BY team_id, skill_id, person_id;

-- focuses_counted
-- Whom each count of focuses that was ever shown counted.
SELECT focus_count.id, team_id, skill_id, person_id, is_focus
  FROM focus_count
  JOIN focus_counted ON focus_count_id = focus_count.id
 ORDER BY is_past DESC, focus_count.id, person_id;

-- focuses_seen
-- Of whom one reader sees, or ever saw, that a skill is their focus: givers by what they were asked,
-- and whoever plans by wishes that are shown to them as well. Readers who see the same are one.
WITH asked AS (
  SELECT giver_id AS reader_id, focus.skill_id, focus.person_id
    FROM ask
    JOIN focus ON focus.person_id = ask.receiver_id
              AND was_shown_to_givers
              AND coalesce(ended_at >= ask.opened_at, true)
   WHERE ask.opened_at IS NOT NULL
), wished AS (
  SELECT focus.skill_id, focus.person_id
    FROM request
    JOIN focus ON focus.person_id = request.person_id
              AND focus.skill_id = request.skill_id
              AND coalesce(ended_at >= made_at, true)
   WHERE serves_focus
     AND was_shown_to_planners
), planner AS (
  SELECT person_id FROM budget_owner
   UNION
  SELECT person_id FROM membership WHERE is_lead AND until IS NULL
)
SELECT DISTINCT skill_id, array_agg(DISTINCT person_id ORDER BY person_id) AS people
  FROM (SELECT reader_id, skill_id, person_id FROM asked
         UNION ALL
        SELECT planner.person_id, wished.skill_id, wished.person_id
          FROM wished
         CROSS JOIN planner) AS seen
 GROUP BY reader_id, skill_id;

-- add_focus_count
-- A count of focuses that may be shown.
INSERT INTO focus_count (team_id, skill_id, counted_at, focuses)
VALUES (%(team_id)s, %(skill_id)s, %(now)s, %(focuses)s)
RETURNING id;

-- add_focus_counted
-- Whom it counts.
INSERT INTO focus_counted (focus_count_id, person_id, is_focus)
VALUES (%(focus_count_id)s, %(person_id)s, %(is_focus)s);

-- shown_focuses
-- The counts of focuses of a team that are shown, the latest of each skill, under the rule of its
-- other counts: when somebody in any of them takes it back, all from before that are dark, and who
-- leaves the team stays in them until a new count is made.
WITH latest AS (
  SELECT DISTINCT ON (skill_id) id, skill_id, focuses, counted_at
    FROM focus_count
   WHERE team_id = %(team_id)s
     AND NOT is_past
   ORDER BY skill_id, id DESC
), taken_back AS (
  SELECT max(coalesce(team_share.since, team_share_past.until, 'infinity')) AS at
    FROM latest
    JOIN focus_counted ON focus_count_id = latest.id
    LEFT JOIN team_share USING (person_id)
    LEFT JOIN team_share_past USING (person_id)
   WHERE counts_focus IS NOT TRUE
)
SELECT skill_id, focuses AS people
  FROM latest
 WHERE focuses > 0
   AND NOT EXISTS (SELECT FROM taken_back WHERE at >= counted_at);
