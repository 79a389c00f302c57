-- found_work
-- A page of work with these words that a person took part in, or may see because it is open and of
-- their team; latest first.
WITH mine AS (
  SELECT work_item_id
    FROM account
    JOIN contribution ON contribution.account_id = account.id
   WHERE account.person_id = %(person_id)s
)
SELECT item.id, key, title, project_name, status, done_at, coalesce(done_at, updated_at) AS at,
       item.id IN (SELECT work_item_id FROM mine) AS is_mine
  FROM work_item AS item
 WHERE (item.id IN (SELECT work_item_id FROM mine)
        OR item.id IN (SELECT work_item_id FROM open_to WHERE person_id = %(person_id)s))
   AND deleted_at IS NULL
   AND status_category IS NOT NULL
   AND to_tsvector('simple', translate(coalesce(key, '') || ' ' || coalesce(title, ''),
                                       '-_/.:@', '      '))
       @@ to_tsquery('simple', %(words)s)
   AND (%(before)s::timestamptz IS NULL
        OR (coalesce(done_at, updated_at), item.id) < (%(before)s, %(before_id)s::bigint))
 ORDER BY at DESC, item.id DESC
 LIMIT %(limit)s;
