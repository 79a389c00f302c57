-- append
-- A line in the ledger.
INSERT INTO ledger (budget_id, request_id, kind, money, minutes, lot_on, note, by_id, at)
VALUES (%(budget_id)s, %(request_id)s, %(kind)s, %(money)s, %(minutes)s, %(lot_on)s, %(note)s,
        %(by_id)s, %(now)s);

-- free
-- What is free in a budget: the sum of its ledger.
SELECT coalesce(sum(money), 0)::bigint AS money, coalesce(sum(minutes), 0)::bigint AS minutes
  FROM ledger
 WHERE budget_id = %(budget_id)s;

-- reserved_for
-- What is reserved for a request now.
SELECT coalesce(-sum(money), 0)::bigint AS money, coalesce(-sum(minutes), 0)::bigint AS minutes
  FROM ledger
 WHERE request_id = %(request_id)s
   AND kind IN ('reserve', 'release');

-- lines
-- All lines of a budget, oldest first.
SELECT id, kind, money, minutes, lot_on, note, at
  FROM ledger
 WHERE budget_id = %(budget_id)s
 ORDER BY id;

-- ledger
-- A page of the ledger of a budget, newest first, with what was free after each line. A title is
-- shown to who asked, to those the budget is of unless it is hidden, and to planners who may; it
-- opens for those who may read the request, as the statement `request` says.
SELECT line.id, line.kind, line.money, line.minutes, line.lot_on, line.note, line.at,
       line.request_id,
       CASE WHEN request.person_id = %(me)s
              OR NOT request.hides_title
                 AND EXISTS (SELECT FROM budget_circle
                              WHERE budget_circle.budget_id = line.budget_id
                                AND budget_circle.person_id = %(me)s)
              OR request.shows_to_planners AND %(plans)s
            THEN request.title END AS title,
       coalesce(request.person_id = %(me)s
                OR EXISTS (SELECT FROM advice
                            WHERE advice.request_id = request.id AND adviser_id = %(me)s)
                OR %(as_owner)s AND way IS NOT NULL AND (way = 'approve' OR shows_to_planners)
                OR request.state = 'shared' AND NOT hides_title
                   AND EXISTS (SELECT FROM budget_circle
                                WHERE budget_circle.budget_id = line.budget_id
                                  AND budget_circle.person_id = %(me)s), false) AS opens,
       (sum(line.money) OVER before)::bigint AS free,
       (sum(line.minutes) OVER before)::bigint AS free_minutes,
       ARRAY(SELECT proof.id
               FROM proof
              WHERE %(as_owner)s
                AND line.kind = 'spend'
                AND proof.request_id = line.request_id
              ORDER BY proof.id) AS proofs,
       CASE WHEN %(as_owner)s AND line.kind = 'spend'
            THEN (SELECT step.note
                    FROM request_step AS step
                   WHERE step.request_id = line.request_id
                     AND step.state = 'purchased'
                   LIMIT 1) END AS no_bill
  FROM ledger AS line
  LEFT JOIN request ON request.id = line.request_id
 WHERE line.budget_id = %(budget_id)s
   AND (%(until)s::bigint IS NULL OR line.id < %(until)s)
WINDOW before AS (ORDER BY line.id)
 ORDER BY line.id DESC
 LIMIT %(limit)s;

-- all_ledgers
-- The ledgers of all budgets that had not ended before a day, for the finance system, with titles
-- where they are shown to planners.
SELECT budget.name AS budget, currency, line.id, line.kind, line.money, line.minutes, line.note,
       line.at, CASE WHEN request.shows_to_planners THEN request.title END AS title,
       line.request_id
  FROM ledger AS line
  JOIN budget ON budget.id = line.budget_id
  LEFT JOIN request ON request.id = line.request_id
 WHERE budget.ends_on >= %(ends_from)s
 ORDER BY budget.ends_on DESC, budget.id DESC, line.id
 LIMIT %(limit)s;
