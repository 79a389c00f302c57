-- add_change
-- Something about a budget changed, or who keeps them all.
INSERT INTO budget_change (budget_id, what, was, became, person_id, by_id, at)
VALUES (%(budget_id)s, %(what)s, %(was)s, %(became)s, %(person_id)s, %(by_id)s, %(now)s);

-- changes
-- A page of what changed about a budget since it is there, and about its owners, latest first.
SELECT change.id, what, was, became, owner.name AS person, changer.name AS by, at
  FROM budget
  JOIN budget_change AS change ON change.budget_id = budget.id
                               OR change.budget_id IS NULL AND at >= made_at
  LEFT JOIN person AS owner ON owner.id = change.person_id
  LEFT JOIN person AS changer ON changer.id = by_id
 WHERE budget.id = %(budget_id)s
   AND (%(until)s::bigint IS NULL OR change.id < %(until)s)
 ORDER BY change.id DESC
 LIMIT %(limit)s;
