-- about_owner
-- Since when somebody plans and grants budgets.
SELECT since
  FROM budget_owner
 WHERE person_id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;

-- about_budgets
-- Budgets of this person alone.
SELECT name, currency, begins_on AS since, ends_on AS until, mode
  FROM budget
 WHERE person_id = %(person_id)s
 ORDER BY id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_requests
-- What somebody asked for, and what they gave back of it. Money is in the smallest unit.
SELECT title AS name, request.kind, provider, link, budget.currency,
       coalesce(real_money, money) AS money, coalesce(real_minutes, minutes) AS minutes,
       (SELECT slug FROM skill WHERE skill.id = request.skill_id) AS skill, why AS reason,
       for_whom, state, tried, passes_on, shared_by, hides_title, shows_to_planners,
       was_shown_to_planners, shares_level,
       request.made_at AS at
  FROM request
  JOIN budget ON budget.id = budget_id
 WHERE request.person_id = %(person_id)s
 ORDER BY request.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_request_steps
-- What became of what somebody asked for, and by whom; and what they decided on, with its title
-- where they may read that request now, as the statement `request` says.
SELECT readable.title AS name, request_step.state, person.name AS person, note AS text,
       alternative, at
  FROM request_step
  JOIN request ON request.id = request_id
  LEFT JOIN request AS readable
    ON readable.id = request_id
   AND (readable.person_id = %(person_id)s
        OR EXISTS (SELECT FROM advice
                    WHERE advice.request_id = readable.id AND adviser_id = %(person_id)s)
        OR readable.way IS NOT NULL
           AND (readable.way = 'approve' OR readable.shows_to_planners)
           AND EXISTS (SELECT FROM budget_owner WHERE budget_owner.person_id = %(person_id)s)
        OR readable.state = 'shared' AND NOT readable.hides_title
           AND EXISTS (SELECT FROM budget_circle
                        WHERE budget_circle.budget_id = readable.budget_id
                          AND budget_circle.person_id = %(person_id)s))
  LEFT JOIN person ON person.id = by_id
 WHERE request.person_id = %(person_id)s
    OR by_id = %(person_id)s
 ORDER BY request_step.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_planned
-- What plans that were carried out decided about what somebody asked for, and why.
SELECT request.title AS name, plan.name AS plan, coalesce(is_agreed, false) AS agreed, reason,
       person.name AS person, committed_at AS at
  FROM plan_line
  JOIN request ON request.id = request_id
  JOIN plan ON plan.id = plan_id
  JOIN person ON person.id = committed_by
 WHERE request.person_id = %(person_id)s
   AND committed_at IS NOT NULL
 ORDER BY committed_at DESC, plan.id, request.id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_proofs
-- The files somebody kept with what they bought; the files themselves are there.
SELECT request.title AS name, proof.name AS file, at
  FROM proof
  JOIN request ON request.id = request_id
 WHERE request.person_id = %(person_id)s
 ORDER BY proof.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_advice_to_me
-- The advice somebody was given.
SELECT title AS name, person.name AS person, part, said AS text, answer, asked_at AS at
  FROM advice
  JOIN request ON request.id = request_id
  JOIN person ON person.id = adviser_id
 WHERE request.person_id = %(person_id)s
 ORDER BY advice.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_advice_from_me
-- The advice somebody was asked for, and gave.
SELECT title AS name, person.name AS person, part, said AS text, answer, asked_at AS at
  FROM advice
  JOIN request ON request.id = request_id
  JOIN person ON person.id = request.person_id
 WHERE adviser_id = %(person_id)s
 ORDER BY advice.id DESC
 LIMIT %(most)s OFFSET %(skip)s;
