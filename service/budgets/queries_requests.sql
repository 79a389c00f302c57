-- draft
-- A new request, which only its writer sees.
INSERT INTO request (budget_id, person_id, title, kind, provider, link, money, with_vat, minutes,
                     begins_on, ends_on, skill_id, serves_focus, why, for_whom, hides_title,
                     shows_to_planners, shares_level, state, made_at)
VALUES (%(budget_id)s, %(person_id)s, %(title)s, %(kind)s, %(provider)s, %(link)s, %(money)s,
        %(with_vat)s, %(minutes)s, %(begins_on)s, %(ends_on)s, %(skill_id)s, %(serves_focus)s,
        %(why)s, %(for_whom)s, %(hides_title)s, %(shows_to_planners)s, %(shares_level)s, 'draft',
        %(now)s)
RETURNING id;

-- redraft
-- Other words in a draft.
UPDATE request
   SET title = %(title)s, kind = %(kind)s, provider = %(provider)s, link = %(link)s,
       money = %(money)s, with_vat = %(with_vat)s, minutes = %(minutes)s,
       begins_on = %(begins_on)s, ends_on = %(ends_on)s, skill_id = %(skill_id)s,
       serves_focus = %(serves_focus)s, why = %(why)s, for_whom = %(for_whom)s,
       hides_title = %(hides_title)s, shows_to_planners = %(shows_to_planners)s,
       shares_level = %(shares_level)s
 WHERE id = %(request_id)s
   AND person_id = %(person_id)s
   AND state = 'draft';

-- lock_request
-- A request, held until the transaction ends.
SELECT id, budget_id, person_id, title, kind, provider, link, money, with_vat, minutes, begins_on,
       ends_on, skill_id, serves_focus, why, for_whom, hides_title, shows_to_planners, shares_level,
       way, state, made_at, closes_at, reminded_at, real_money, real_minutes, tried, passes_on,
       shared_by
  FROM request
 WHERE id = %(request_id)s
   FOR NO KEY UPDATE;

-- request
-- A request for those who may read it: who asks, whose advice was asked, a budget owner when it
-- was sent and needs their approval or is shown to planners, and, once shared back, those the
-- budget is for.
SELECT id, budget_id, person_id, title, kind, provider, link, money, with_vat, minutes, begins_on,
       ends_on, skill_id, serves_focus, why, for_whom, hides_title, shows_to_planners, shares_level,
       way, state, made_at, closes_at, reminded_at, real_money, real_minutes, tried, passes_on,
       shared_by
  FROM request
 WHERE id = %(request_id)s
   AND (person_id = %(me)s
        OR EXISTS (SELECT FROM advice WHERE request_id = request.id AND adviser_id = %(me)s)
        OR %(as_owner)s AND way IS NOT NULL AND (way = 'approve' OR shows_to_planners)
        OR state = 'shared' AND NOT hides_title
           AND EXISTS (SELECT FROM budget_circle
                        WHERE budget_circle.budget_id = request.budget_id
                          AND budget_circle.person_id = %(me)s));

-- is_close
-- Whether somebody reads a request whole, not only what came back from it.
SELECT EXISTS (
  SELECT FROM request
   WHERE id = %(request_id)s
     AND (person_id = %(me)s
          OR EXISTS (SELECT FROM advice WHERE request_id = request.id AND adviser_id = %(me)s)
          OR %(as_owner)s AND (way = 'approve' OR shows_to_planners)));

-- move_request
-- A request is in another state; `way` is set when it is sent and stays, and planners may remember.
UPDATE request
   SET state = %(state)s, way = coalesce(way, %(way)s), closes_at = %(closes_at)s,
       reminded_at = NULL,
       was_shown_to_planners = was_shown_to_planners
                               OR shows_to_planners AND %(state)s <> 'cancelled'
 WHERE id = %(request_id)s;

-- add_step
-- A state in the log of a request.
INSERT INTO request_step (request_id, state, by_id, at, note, alternative)
VALUES (%(request_id)s, %(state)s, %(by_id)s, %(now)s, %(note)s, %(alternative)s);

-- steps
-- The log of a request, oldest first.
SELECT state, person.name AS by, at, note, alternative
  FROM request_step
  LEFT JOIN person ON person.id = by_id
 WHERE request_id = %(request_id)s
 ORDER BY request_step.id;

-- buy
-- What it really came to.
UPDATE request
   SET state = 'purchased', real_money = %(real_money)s, real_minutes = %(real_minutes)s,
       closes_at = NULL, reminded_at = NULL
 WHERE id = %(request_id)s;

-- put_right
-- What it came to instead.
UPDATE request
   SET real_money = %(real_money)s, real_minutes = %(real_minutes)s
 WHERE id = %(request_id)s;

-- bring_back
-- What somebody tried and passes on.
UPDATE request
   SET tried = %(tried)s, passes_on = %(passes_on)s, shared_by = %(shared_by)s
 WHERE id = %(request_id)s;

-- came_back
-- A page of what came back from a budget, latest first, as far as somebody may read it: the same as
-- the statement `request` says.
SELECT request_step.id, request.id AS request_id, title, person.name AS person, tried, passes_on,
       shared_by, at
  FROM request
  JOIN request_step ON request_step.request_id = request.id AND request_step.state = 'shared'
  JOIN person ON person.id = request.person_id
 WHERE budget_id = %(budget_id)s
   AND request.state = 'shared'
   AND tried IS NOT NULL
   AND (request.person_id = %(me)s
        OR EXISTS (SELECT FROM advice
                    WHERE advice.request_id = request.id AND adviser_id = %(me)s)
        OR %(as_owner)s AND (way = 'approve' OR shows_to_planners)
        OR NOT hides_title
           AND EXISTS (SELECT FROM budget_circle
                        WHERE budget_circle.budget_id = request.budget_id
                          AND budget_circle.person_id = %(me)s))
   AND (%(until)s::bigint IS NULL OR request_step.id < %(until)s)
 ORDER BY request_step.id DESC
 LIMIT %(limit)s;

-- show_title
-- Whether the team reads the title of a request, planners its wish, and who grew counts the asker.
UPDATE request
   SET hides_title = %(hides_title)s, shows_to_planners = %(shows_to_planners)s,
       was_shown_to_planners = was_shown_to_planners OR %(shows_to_planners)s AND state <> 'draft',
       shares_level = CASE WHEN period.ends_on < %(today)s THEN shares_level
                           ELSE %(shares_level)s END
  FROM (SELECT id AS budget_id, ends_on FROM budget) AS period
 WHERE id = %(request_id)s
   AND person_id = %(person_id)s
   AND period.budget_id = request.budget_id;

-- my_requests
-- A page of a person's own requests: what still moves first, then latest first.
SELECT request.id, title, kind, state, request.money, request.minutes, currency, budget_id,
       budget.name AS budget, request.person_id, person.name AS person, request.made_at, closes_at,
       reminded_at,
       (SELECT count(*) FROM advice
         WHERE request_id = request.id AND said IS NOT NULL AND answer IS NULL) AS to_answer
  FROM request
  JOIN budget ON budget.id = budget_id
  JOIN person ON person.id = request.person_id
 WHERE request.person_id = %(me)s
   AND (%(after)s::bigint IS NULL OR request.id < %(after)s)
 ORDER BY request.id DESC
 LIMIT %(limit)s;

-- reminders
-- A person's own requests that end soon by themselves, have advice to answer or a question, can be
-- decided on, or were decided on by somebody else since a day and are not completed.
SELECT request.id, title, kind, state, request.money, request.minutes, currency, budget_id,
       budget.name AS budget, request.person_id, person.name AS person, request.made_at, closes_at,
       reminded_at, to_answer, state = 'advice' AND is_heard AS may_decide, decided_by, reason
  FROM request
  JOIN budget ON budget.id = budget_id
  JOIN person ON person.id = request.person_id
 CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE said IS NOT NULL AND answer IS NULL) AS to_answer,
                            count(DISTINCT part) = 2 AND bool_and(answer IS NOT NULL) AS is_heard
                       FROM advice
                      WHERE request_id = request.id) AS asked
  LEFT JOIN LATERAL (SELECT decider.name AS decided_by, note AS reason
                       FROM request_step
                       JOIN person AS decider ON decider.id = by_id
                      WHERE request_id = request.id
                        AND request_step.state IN ('committed', 'declined')
                        AND by_id <> %(me)s
                        AND at >= %(since)s
                      ORDER BY request_step.id DESC
                      LIMIT 1) AS decision ON state IN ('committed', 'purchased', 'declined')
 WHERE request.person_id = %(me)s
   AND (reminded_at IS NOT NULL AND closes_at IS NOT NULL
        OR state = 'question'
        OR state = 'advice' AND (to_answer > 0 OR is_heard)
        OR decided_by IS NOT NULL)
 ORDER BY closes_at, request.id
 LIMIT %(limit)s;

-- to_decide
-- A page of requests that wait for a budget owner, oldest first; one's own wait for somebody else.
SELECT request.id, title, kind, state, request.money, request.minutes, currency, budget_id,
       budget.name AS budget, request.person_id, person.name AS person, request.made_at, closes_at,
       reminded_at, 0 AS to_answer
  FROM request
  JOIN budget ON budget.id = budget_id
  JOIN person ON person.id = request.person_id
 WHERE state = 'pending'
   AND request.person_id <> %(me)s
   AND (%(after)s::bigint IS NULL OR request.id > %(after)s)
 ORDER BY request.id
 LIMIT %(limit)s;

-- close
-- Requests that nobody moved in time, held until the transaction ends.
SELECT id
  FROM request
 WHERE closes_at <= %(now)s
 ORDER BY id
 LIMIT %(limit)s
   FOR NO KEY UPDATE SKIP LOCKED;

-- remind
-- Requests that end soon, or should have ended already, get their one reminder, and time to move.
UPDATE request
   SET reminded_at = %(now)s, closes_at = greatest(closes_at, %(at_least_until)s)
 WHERE id IN (SELECT id
                FROM request
               WHERE closes_at <= %(until)s
                 AND reminded_at IS NULL
               ORDER BY id
                 FOR NO KEY UPDATE);

-- move_requests
-- What served one skill serves another.
UPDATE request
   SET skill_id = %(to_id)s
 WHERE id IN (SELECT id FROM request WHERE skill_id = %(from_id)s ORDER BY id FOR NO KEY UPDATE);
