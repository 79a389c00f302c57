-- found_work
-- A page of work with these words that a person took part in, or may see because it is open and of
-- their team; latest first.
WITH seen AS (
  SELECT work_item_id, true AS is_mine
    FROM account
    JOIN contribution ON contribution.account_id = account.id
   WHERE account.person_id = %(person_id)s
   UNION ALL
  SELECT work_item_id, false
    FROM open_to
   WHERE person_id = %(person_id)s
)
SELECT item.id, key, title, project_name, status, done_at, coalesce(done_at, updated_at) AS at,
       visible.is_mine
  FROM (SELECT work_item_id, bool_or(is_mine) AS is_mine FROM seen GROUP BY work_item_id) AS visible
  JOIN work_item AS item ON item.id = visible.work_item_id
 WHERE deleted_at IS NULL
   AND status_category IS NOT NULL
   AND to_tsvector('simple', translate(coalesce(key, '') || ' ' || coalesce(title, ''),
                                       '-_/.:@', '      '))
       @@ to_tsquery('simple', %(words)s)
   AND (%(before)s::timestamptz IS NULL
        OR (coalesce(done_at, updated_at), item.id) < (%(before)s, %(before_id)s::bigint))
 ORDER BY at DESC, item.id DESC
 LIMIT %(limit)s;
