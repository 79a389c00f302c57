-- remembered
-- What is remembered of some issues or pages, to compare with what is told when it is asked.
SELECT external_id, CASE kind WHEN 'page' THEN told_done_at ELSE updated_at END AS changed_at,
       deleted_at IS NOT NULL AS is_deleted, key, title, labels, components, status
  FROM work_item
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND external_id = ANY(%(external_ids)s::text[]);
