-- erase_advice_waiting
-- Advice they were asked for and did not give.
DELETE FROM advice
 WHERE adviser_id = %(person_id)s
   AND said IS NULL;

-- erase_advice
-- Advice to them.
DELETE FROM advice
 USING request
 WHERE request.id = request_id
   AND person_id = %(person_id)s;

-- erase_plan_lines
-- Lines of plans about requests that never touched the ledger.
DELETE FROM plan_line
 USING request
 WHERE request.id = request_id
   AND person_id = %(person_id)s
   AND NOT EXISTS (SELECT FROM ledger WHERE ledger.request_id = request.id);

-- erase_request_steps
-- What became of requests that never touched the ledger.
DELETE FROM request_step
 USING request
 WHERE request.id = request_id
   AND person_id = %(person_id)s
   AND NOT EXISTS (SELECT FROM ledger WHERE ledger.request_id = request.id);

-- erase_proofs
-- Files of requests that never touched the ledger; the tax office may ask for others.
DELETE FROM proof
 USING request
 WHERE request.id = request_id
   AND person_id = %(person_id)s
   AND NOT EXISTS (SELECT FROM ledger WHERE ledger.request_id = request.id);

-- erase_requests
-- Requests that never touched the ledger.
DELETE FROM request
 WHERE person_id = %(person_id)s
   AND NOT EXISTS (SELECT FROM ledger WHERE ledger.request_id = request.id);

-- blank_plan_lines
-- What was said of others in a plan.
UPDATE plan_line
   SET reason = NULL
  FROM request
 WHERE request.id = request_id
   AND person_id = %(person_id)s;

-- blank_request_steps
-- What was said with each step; a no keeps its place.
UPDATE request_step
   SET note = CASE WHEN request_step.state = 'declined' THEN '–' END,
       alternative = CASE WHEN request_step.state = 'declined' THEN '–' END
  FROM request
 WHERE request.id = request_id
   AND person_id = %(person_id)s;

-- blank_requests
-- What was wanted and why, where the amounts must be kept.
UPDATE request
   SET title = '–', why = '–', provider = NULL, link = NULL, for_whom = NULL, skill_id = NULL,
       serves_focus = false, hides_title = true, shows_to_planners = false, shares_level = false,
       tried = NULL, passes_on = NULL, shared_by = NULL
 WHERE person_id = %(person_id)s;

-- blank_budgets
-- Budgets of their own, by whatever name.
UPDATE budget
   SET name = '–'
 WHERE person_id = %(person_id)s;

-- erase_ownership
-- That they planned and granted budgets.
DELETE FROM budget_owner
 WHERE person_id = %(person_id)s;

-- lock_requests_of
-- All their requests in their order, held until the transaction ends.
SELECT id
  FROM request
 WHERE person_id = %(person_id)s
 ORDER BY id
   FOR UPDATE;

-- lock_budgets_of
-- After their requests, the budgets of these and their own, in their order.
SELECT id
  FROM budget
 WHERE person_id = %(person_id)s
    OR id IN (SELECT budget_id FROM request WHERE request.person_id = %(person_id)s)
 ORDER BY id
   FOR NO KEY UPDATE;
