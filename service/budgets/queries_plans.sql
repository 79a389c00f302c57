-- wishes
-- Undecided requests to a budget, or one of them, by name: title and why only where they are shown
-- to planners, or are one's own.
SELECT request.id, request.person_id, person.name AS person,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN title END AS title,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN why END AS why,
       CASE WHEN shows_to_planners THEN kind END AS kind, money, minutes, state,
       serves_focus AND shows_to_planners AS serves_focus,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN version.name_en END AS skill_en,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN version.name_nl END AS skill_nl
  FROM request
  JOIN person ON person.id = request.person_id
  LEFT JOIN skill_version AS version
    ON version.skill_id = request.skill_id
   AND version.number = (SELECT max(number) FROM skill_version
                          WHERE skill_id = request.skill_id)
 WHERE budget_id = %(budget_id)s
   AND state IN ('advice', 'pending', 'question')
 ORDER BY lower(person.name), person.id, request.id
 LIMIT %(limit)s;

-- dearest_wish
-- What the dearest undecided request to a budget costs.
SELECT max(money)
  FROM request
 WHERE budget_id = %(budget_id)s
   AND state IN ('advice', 'pending', 'question');

-- longest_wish
-- How many minutes the longest undecided request to a budget takes.
SELECT max(minutes)
  FROM request
 WHERE budget_id = %(budget_id)s
   AND state IN ('advice', 'pending', 'question');

-- without
-- Whom a budget is for today, which everybody may know; for how many people it ever set something
-- apart, whoever they are now; and whether I had nothing yet. Who goes, stops, comes back or is
-- erased changes the first and never the second, so that neither tells what they had.
SELECT (SELECT count(DISTINCT person_id)
          FROM budget_circle
         WHERE budget_id = %(budget_id)s) AS people,
       (SELECT count(DISTINCT person_id)
          FROM request
         WHERE budget_id = %(budget_id)s
           AND EXISTS (SELECT FROM ledger WHERE request_id = request.id)) AS had,
       EXISTS (SELECT
                 FROM budget_circle
                WHERE budget_id = %(budget_id)s
                  AND person_id = %(me)s)
       AND NOT EXISTS (SELECT
                         FROM request
                        WHERE budget_id = %(budget_id)s
                          AND person_id = %(me)s
                          AND state IN ('committed', 'purchased', 'completed', 'shared')) AS is_me;

-- keep_plan
-- A plan, kept beside others.
INSERT INTO plan (budget_id, name, assumed, made_by, made_at)
VALUES (%(budget_id)s, %(name)s, %(assumed)s, %(made_by)s, %(now)s)
RETURNING id;

-- keep_plan_line
-- A line of a plan.
INSERT INTO plan_line (plan_id, request_id, money, minutes, turn)
SELECT %(plan_id)s, id, money, minutes, %(turn)s
  FROM request
 WHERE id = %(request_id)s
   AND budget_id = %(budget_id)s
   AND state IN ('advice', 'pending', 'question')
    ON CONFLICT DO NOTHING;

-- plans
-- A page of the plans of a budget, latest first, or one plan.
SELECT plan.id, budget_id, plan.name, assumed, made_by AS made_by_id, maker.name AS made_by, made_at,
       committer.name AS committed_by, committed_at, coalesce(money, 0) AS money,
       coalesce(minutes, 0) AS minutes, coalesce(lines, 0) AS lines, coalesce(people, 0) AS people,
       coalesce(agreed, 0) AS agreed
  FROM plan
  JOIN person AS maker ON maker.id = made_by
  LEFT JOIN person AS committer ON committer.id = committed_by
  LEFT JOIN LATERAL (SELECT sum(line.money)::bigint AS money, sum(line.minutes)::bigint AS minutes,
                            count(*) AS lines, count(DISTINCT request.person_id) AS people,
                            count(*) FILTER (WHERE is_agreed) AS agreed
                       FROM plan_line AS line
                       JOIN request ON request.id = line.request_id
                      WHERE line.plan_id = plan.id
                        AND is_agreed IS DISTINCT FROM false) AS sums ON true
 WHERE (%(budget_id)s::bigint IS NULL OR budget_id = %(budget_id)s)
   AND (%(plan_id)s::bigint IS NULL OR plan.id = %(plan_id)s)
   AND (%(after)s::bigint IS NULL OR plan.id < %(after)s)
 ORDER BY plan.id DESC
 LIMIT %(limit)s;

-- plan_lines
-- The lines of a plan, in the order of their turn and then by name.
SELECT request.id, request.person_id, person.name AS person,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN title END AS title,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN why END AS why,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN kind END AS kind,
       request.money, request.minutes, state, serves_focus AND shows_to_planners AS serves_focus,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN version.name_en END AS skill_en,
       CASE WHEN shows_to_planners OR request.person_id = %(me)s THEN version.name_nl END AS skill_nl,
       line.money AS planned, line.minutes AS planned_minutes, turn, is_agreed, reason, real_money,
       real_minutes
  FROM plan_line AS line
  JOIN request ON request.id = line.request_id
  JOIN person ON person.id = request.person_id
  LEFT JOIN skill_version AS version
    ON version.skill_id = request.skill_id
   AND version.number = (SELECT max(number) FROM skill_version
                          WHERE skill_id = request.skill_id)
 WHERE plan_id = %(plan_id)s
 ORDER BY array_position(ARRAY['first', 'most', 'hand'], turn), lower(person.name), person.id,
          request.id
 LIMIT %(limit)s;

-- planned
-- What plans that were carried out decided about a request, and why, in their order.
SELECT plan.name AS plan, is_agreed, reason, person.name AS by, committed_at AS at
  FROM plan_line
  JOIN plan ON plan.id = plan_id
  JOIN person ON person.id = committed_by
 WHERE request_id = %(request_id)s
   AND committed_at IS NOT NULL
 ORDER BY committed_at, plan.id
 LIMIT %(limit)s;

-- was_planned
-- Whether somebody else set money and hours apart for a request, by carrying out a plan.
SELECT coalesce(bool_or(step.by_id <> person_id), false)
  FROM request
  JOIN request_step AS step ON step.request_id = request.id AND step.state = 'committed'
 WHERE request.id = %(request_id)s;

-- hold_plan
-- Whether a plan still waits to be carried out, held until the transaction ends.
SELECT committed_at IS NULL
  FROM plan
 WHERE id = %(plan_id)s
   FOR NO KEY UPDATE;

-- decide_line
-- Whether a line of a plan is agreed to, and why.
UPDATE plan_line
   SET is_agreed = %(is_agreed)s, reason = %(reason)s
 WHERE plan_id = %(plan_id)s
   AND request_id = %(request_id)s;

-- lock_agreed
-- The requests of a plan that are agreed to, in their order, held until the transaction ends.
SELECT id
  FROM request
 WHERE id IN (SELECT request_id FROM plan_line WHERE plan_id = %(plan_id)s AND is_agreed)
 ORDER BY id
   FOR NO KEY UPDATE;

-- throw_away_plan
-- A plan is gone, with its lines; nothing when it was carried out.
DELETE FROM plan
 WHERE id = %(plan_id)s
   AND committed_at IS NULL;

-- commit_plan
-- A plan is carried out.
UPDATE plan
   SET committed_by = %(me)s, committed_at = %(now)s
 WHERE id = %(plan_id)s;
