-- put_states
-- Make or renew issues or pages; what is older than known, and what is deleted, stays as it is.
INSERT INTO work_item (
         connection_id, kind, external_id, key, project_key, project_name, issue_type, title,
         labels, components, status, status_category, resolution, is_secret,
         created_at, updated_at, seen_at, told_done_at,
         entered_done_at, is_bulk, done_at, epic_key, epic_told_at)
SELECT %(connection_id)s, %(kind)s, external_id, key, project_key, project_name, issue_type, title,
       labels, components, status, status_category, resolution, is_secret,
       created_at, updated_at, seen_at, told_done_at,
       entered_done_at, entered_in_bulk,
       CASE WHEN status_category = 'done'
            THEN coalesce(told_done_at, entered_done_at, updated_at) END,
       CASE WHEN epic_told_at IS NOT NULL THEN epic_key END, epic_told_at
  FROM jsonb_to_recordset(%(states)s) AS told (
         external_id text, key text, project_key text, project_name text, issue_type text,
         title text, labels text[], components text[], status text, status_category text,
         resolution text, is_secret boolean, created_at timestamptz, updated_at timestamptz,
         seen_at timestamptz, told_done_at timestamptz, entered_done_at timestamptz,
         entered_in_bulk boolean, epic_key text, epic_told_at timestamptz)
    ON CONFLICT ON CONSTRAINT work_item_is_known_once DO UPDATE
   SET key = EXCLUDED.key, project_key = EXCLUDED.project_key,
       project_name = EXCLUDED.project_name, issue_type = EXCLUDED.issue_type,
       title = EXCLUDED.title, labels = EXCLUDED.labels, components = EXCLUDED.components,
       status = EXCLUDED.status, status_category = EXCLUDED.status_category,
       resolution = EXCLUDED.resolution, is_secret = EXCLUDED.is_secret,
       created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at,
       seen_at = EXCLUDED.seen_at, told_done_at = EXCLUDED.told_done_at, is_out_of_scope = false
 WHERE work_item.deleted_at IS NULL
   AND (work_item.updated_at IS NULL
        OR (EXCLUDED.updated_at, EXCLUDED.seen_at) > (work_item.updated_at, work_item.seen_at))
RETURNING id;

-- put_stubs
-- Work of which only the id is known so far: from a comment or a delete.
INSERT INTO work_item (connection_id, kind, external_id)
SELECT %(connection_id)s, %(kind)s, external_id
  FROM unnest(%(external_ids)s::text[]) AS external_id
    ON CONFLICT ON CONSTRAINT work_item_is_known_once DO NOTHING;

-- bury
-- A deleted issue or page keeps its id and nothing that tells what it was; no later word revives it.
UPDATE work_item
   SET deleted_at = gone.at, key = NULL, title = NULL, project_key = NULL, project_name = NULL,
       issue_type = NULL, labels = '{}', components = '{}', epic_key = NULL, epic_told_at = NULL,
       status = NULL, status_category = NULL, resolution = NULL, is_secret = false, is_bulk = false,
       created_at = NULL, updated_at = NULL, seen_at = NULL, told_done_at = NULL,
       entered_done_at = NULL, done_at = NULL, is_out_of_scope = false
  FROM unnest(%(external_ids)s::text[], %(times)s::timestamptz[]) AS gone (external_id, at)
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND work_item.external_id = gone.external_id
   AND deleted_at IS NULL
RETURNING id;

-- settle
-- What no single delivery tells of a known issue: when it became done, if as one of many, its epic.
UPDATE work_item
   SET entered_done_at = told.entered, is_bulk = told.bulk, done_at = told.done,
       epic_key = told.epic, epic_told_at = told.epic_at
  FROM (SELECT item.id, seen.entered, seen.bulk, seen.epic, seen.epic_at,
               CASE WHEN item.status_category = 'done'
                    THEN coalesce(item.told_done_at, seen.entered, item.updated_at) END AS done
          FROM unnest(%(external_ids)s::text[], %(entered)s::timestamptz[], %(bulk)s::boolean[],
                      %(epics)s::text[], %(epic_times)s::timestamptz[])
               AS one (external_id, at, bulk, epic, epic_at)
         CROSS JOIN LATERAL (
           -- Looked up one by one: a server that has no statistics yet would read all work.
           SELECT *
             FROM work_item
            WHERE connection_id = %(connection_id)s
              AND kind = %(kind)s
              AND work_item.external_id = one.external_id
              AND deleted_at IS NULL
            LIMIT 1) AS item
         CROSS JOIN LATERAL (
           SELECT greatest(item.entered_done_at, one.at) AS entered,
                  CASE WHEN one.at > coalesce(item.entered_done_at, '-infinity') THEN one.bulk
                       -- Whoever asks later is not told that it was one of many.
                       WHEN one.at = item.entered_done_at THEN one.bulk OR item.is_bulk
                       ELSE item.is_bulk END AS bulk,
                  CASE WHEN item.is_out_of_scope THEN NULL
                       WHEN one.epic_at >= coalesce(item.epic_told_at, one.epic_at)
                       THEN one.epic ELSE item.epic_key END AS epic,
                  CASE WHEN NOT item.is_out_of_scope
                       THEN greatest(item.epic_told_at, one.epic_at) END AS epic_at) AS seen) AS told
 WHERE work_item.id = told.id
   AND (work_item.entered_done_at, work_item.is_bulk, work_item.done_at, work_item.epic_key,
        work_item.epic_told_at)
       IS DISTINCT FROM (told.entered, told.bulk, told.done, told.epic, told.epic_at)
RETURNING work_item.id;

-- put_spans
-- Contributions only grow: a new one, or an earlier first or later last time.
INSERT INTO contribution (work_item_id, account_id, role, first_at, last_at)
SELECT item.id, account.id, span.role, span.first_at, span.last_at
  FROM jsonb_to_recordset(%(spans)s) AS span (
         external_id text, account text, role text, first_at timestamptz, last_at timestamptz)
 CROSS JOIN LATERAL (
         -- Looked up one by one, as in `settle`.
         SELECT id
           FROM work_item
          WHERE connection_id = %(connection_id)s
            AND kind = %(kind)s
            AND work_item.external_id = span.external_id
          LIMIT 1) AS item
  JOIN account
    ON account.connection_id = %(connection_id)s AND account.external_id = span.account
    ON CONFLICT (work_item_id, account_id, role) DO UPDATE
   SET first_at = least(contribution.first_at, EXCLUDED.first_at),
       last_at = greatest(contribution.last_at, EXCLUDED.last_at)
 WHERE EXCLUDED.first_at < contribution.first_at
    OR EXCLUDED.last_at > contribution.last_at
RETURNING work_item_id;

-- leave
-- Work that went where nothing may be kept from loses what tells what it was, until it is back.
UPDATE work_item
   SET is_out_of_scope = true, key = NULL, title = NULL, project_key = NULL, project_name = NULL,
       issue_type = NULL, labels = '{}', components = '{}', epic_key = NULL, epic_told_at = NULL,
       status = NULL, status_category = NULL, resolution = NULL, is_secret = false,
       created_at = NULL, told_done_at = NULL, done_at = NULL,
       updated_at = gone.updated, seen_at = gone.seen
  FROM unnest(%(external_ids)s::text[], %(updated)s::timestamptz[], %(seen)s::timestamptz[])
       AS gone (external_id, updated, seen)
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND work_item.external_id = gone.external_id
   AND deleted_at IS NULL
   AND (work_item.updated_at IS NULL
        OR (gone.updated, gone.seen) > (work_item.updated_at, work_item.seen_at))
RETURNING id;

-- known
-- Which of these issues or pages are known, and of those whether they are in scope.
SELECT external_id, deleted_at IS NULL AND NOT is_out_of_scope AS is_inside
  FROM work_item
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND external_id = ANY(%(external_ids)s::text[]);
