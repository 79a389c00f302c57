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
