-- scope
-- All that decides what may be kept of a connection, in one row.
SELECT product, auth <> 'none' AS can_ask, takes_all_projects AS takes_all, reviewer_fields,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(key, is_chosen, keeps_titles, issue_types)), '[]')
          FROM project
         WHERE connection_id = connection.id
           AND (is_chosen OR NOT keeps_titles)) AS projects,
       (SELECT coalesce(jsonb_agg(jsonb_build_array(project_key, issue_type, status, is_done)), '[]')
          FROM done_status
         WHERE connection_id = connection.id) AS done
  FROM connection
 WHERE id = %(connection_id)s;

-- hold_drain
-- Wait until no batch of a connection is being worked in, and let none begin, until the transaction ends.
SELECT pg_advisory_xact_lock(7260002, %(connection_id)s::integer);

-- take_all
-- Whether a connection takes every project.
UPDATE connection
   SET takes_all_projects = %(takes_all)s
 WHERE id = %(connection_id)s;

-- unchoose_others
-- Projects that are chosen no more.
UPDATE project
   SET is_chosen = false, issue_types = NULL
 WHERE connection_id = %(connection_id)s
   AND is_chosen
   AND key <> ALL(%(keys)s::text[]);

-- choose_project
-- A project is chosen, and how; one that was never seen is known by its key.
INSERT INTO project (connection_id, key, name, is_chosen, keeps_titles, issue_types)
VALUES (%(connection_id)s, %(key)s, %(key)s, true, %(keeps_titles)s, %(issue_types)s)
    ON CONFLICT (connection_id, key) DO UPDATE
   SET is_chosen = true, keeps_titles = excluded.keeps_titles, issue_types = excluded.issue_types;

-- drop_done_statuses
-- What was said about statuses goes, before it is said anew.
DELETE FROM done_status
 WHERE connection_id = %(connection_id)s;

-- add_done_status
-- What a status means in a project and type.
INSERT INTO done_status (connection_id, project_key, issue_type, status, is_done)
VALUES (%(connection_id)s, %(project_key)s, %(issue_type)s, %(status)s, %(is_done)s)
    ON CONFLICT (connection_id, project_key, issue_type, status) DO UPDATE
   SET is_done = excluded.is_done;

-- name_reviewer_fields
-- The fields in which a reviewer is picked.
UPDATE connection
   SET reviewer_fields = %(fields)s
 WHERE id = %(connection_id)s;

-- project_key_of
-- The key by which a project was known.
SELECT key
  FROM project
 WHERE connection_id = %(connection_id)s
   AND external_id = %(external_id)s;

-- forget_project
-- A project goes, with what was chosen of it.
DELETE FROM project
 WHERE connection_id = %(connection_id)s
   AND key = %(key)s;

-- rekey_project
-- A project has another key; what was chosen of it stays.
UPDATE project
   SET key = %(key)s
 WHERE connection_id = %(connection_id)s
   AND key = %(old_key)s;

-- see_project
-- A project's name and id as the connection shows them; a new one is not chosen.
INSERT INTO project (connection_id, key, external_id, name)
VALUES (%(connection_id)s, %(key)s, %(external_id)s, %(name)s)
    ON CONFLICT (connection_id, key) DO UPDATE
   SET external_id = excluded.external_id, name = excluded.name;

-- projects
-- A page of a connection's projects, the chosen ones first, by name.
SELECT key, name, is_chosen, keeps_titles, issue_types
  FROM project
 WHERE connection_id = %(connection_id)s
   AND (%(search)s::text IS NULL
        OR strpos(lower(name || ' ' || key), lower(%(search)s)) > 0)
 ORDER BY is_chosen DESC, lower(name), key
OFFSET %(skip)s
 LIMIT %(limit)s;

-- chosen_keys
-- The keys of the projects that are chosen.
SELECT key
  FROM project
 WHERE connection_id = %(connection_id)s
   AND is_chosen
 ORDER BY key;

-- done_statuses
-- What was said about statuses.
SELECT project_key, issue_type, status, is_done
  FROM done_status
 WHERE connection_id = %(connection_id)s
 ORDER BY project_key, issue_type, status;
