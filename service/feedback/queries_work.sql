-- words_on_work
-- Who gave words about whom on some work items, for the two of them.
SELECT feedback.id, work_item_id, giver.name AS giver, receiver.name AS receiver,
       receiver_id = %(person_id)s AS is_for_me, given_at
  FROM feedback
  JOIN person AS giver ON giver.id = giver_id
  JOIN person AS receiver ON receiver.id = receiver_id
 WHERE work_item_id = ANY(%(ids)s)
   AND %(person_id)s IN (giver_id, receiver_id)
   AND withdrawn_at IS NULL
 ORDER BY given_at DESC
 LIMIT 200;

-- count_asks
-- How many asks were ever sent.
SELECT count(*)
  FROM ask
 WHERE asked_at IS NOT NULL;

-- count_feedback
-- How many answers were given and stand.
SELECT count(*)
  FROM feedback
 WHERE withdrawn_at IS NULL;

-- beside
-- The work that an ask is about, for its giver: what it is, when, and what each of the two did in it.
SELECT work_item.key, work_item.title, kind, issue_type, project_name, work_item.created_at, done_at,
       CASE WHEN kind = 'issue' THEN base_url || '/browse/' || work_item.key END AS address,
       ARRAY(SELECT DISTINCT role FROM contribution JOIN account ON account.id = account_id
              WHERE work_item_id = work_item.id AND person_id = giver_id ORDER BY role) AS giver_roles,
       ARRAY(SELECT DISTINCT role FROM contribution JOIN account ON account.id = account_id
              WHERE work_item_id = work_item.id AND person_id = receiver_id ORDER BY role) AS receiver_roles
  FROM ask
  JOIN work_item ON work_item.id = ask.work_item_id
  LEFT JOIN connection ON connection.id = work_item.connection_id
 WHERE ask.id = %(ask_id)s
   AND giver_id = %(giver_id)s;
