-- rename_project
-- A project has another name or key: its issues are called after it.
UPDATE work_item
   SET project_key = %(key)s, project_name = %(name)s,
       key = CASE WHEN starts_with(work_item.key, %(old_key)s || '-')
                  THEN %(key)s || substr(work_item.key, length(%(old_key)s) + 1)
                  ELSE work_item.key END
 WHERE connection_id = %(connection_id)s
   AND project_key = %(old_key)s
   AND (project_key, project_name) IS DISTINCT FROM (%(key)s, %(name)s)
RETURNING id;

-- ids_in_project
-- What is kept of a project, by its ids there.
SELECT external_id
  FROM work_item
 WHERE connection_id = %(connection_id)s
   AND project_key = %(key)s
   AND deleted_at IS NULL
 ORDER BY external_id;

-- leave_unchosen
-- All work outside of what is chosen loses what tells what it was; its place in time stays.
UPDATE work_item
   SET is_out_of_scope = true, key = NULL, title = NULL, project_key = NULL, project_name = NULL,
       issue_type = NULL, labels = '{}', components = '{}', epic_key = NULL, epic_told_at = NULL,
       status = NULL, status_category = NULL, resolution = NULL, is_secret = false,
       created_at = NULL, told_done_at = NULL, done_at = NULL
 WHERE connection_id = %(connection_id)s
   AND deleted_at IS NULL
   AND project_key IS NOT NULL
   AND NOT EXISTS (SELECT
                     FROM unnest(%(projects)s::text[], %(types)s::text[]) AS taken (project, type)
                    WHERE taken.project = project_key
                      AND taken.type = coalesce(issue_type, ''))
RETURNING id;

-- kinds_of_work
-- The projects and types of all that is kept of a connection, each with its statuses.
SELECT project_key, coalesce(issue_type, '') AS issue_type, status, status_category
  FROM work_item
 WHERE connection_id = %(connection_id)s
   AND deleted_at IS NULL
   AND project_key IS NOT NULL
 GROUP BY project_key, coalesce(issue_type, ''), status, status_category
 ORDER BY project_key, issue_type, status;

-- drop_titles
-- The titles in projects of which none is kept.
UPDATE work_item
   SET title = NULL
 WHERE connection_id = %(connection_id)s
   AND project_key = ANY(%(projects)s::text[])
   AND title IS NOT NULL
RETURNING id;

-- set_done
-- Work in a status that was said to mean done, or not: as if it had been told so.
UPDATE work_item
   SET status_category = %(category)s,
       done_at = CASE WHEN %(category)s = 'done'
                      THEN coalesce(told_done_at, entered_done_at, updated_at) END
 WHERE connection_id = %(connection_id)s
   AND project_key = %(project_key)s
   AND coalesce(issue_type, '') = %(issue_type)s
   AND status = %(status)s
   AND status_category IS DISTINCT FROM %(category)s
   AND deleted_at IS NULL
RETURNING id;
