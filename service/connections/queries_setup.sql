-- set_up
-- How far a connection is set up; all of them without a name.
SELECT id, name, product, auth, base_url, takes_all_projects AS takes_all, reviewer_fields,
       (SELECT count(*)
          FROM project
         WHERE connection_id = connection.id
           AND is_chosen) AS chosen,
       EXISTS (SELECT FROM done_status WHERE connection_id = connection.id) AS has_statuses,
       EXISTS (SELECT FROM registration WHERE connection_id = connection.id) AS has_hook,
       (SELECT max(received_at)
          FROM (SELECT received_at
                  FROM delivery
                 WHERE connection_id = connection.id
                   AND state = ANY(ARRAY['pending', 'done', 'ignored', 'quarantined', 'failed'])
                 ORDER BY id DESC
                 LIMIT 1) AS latest) AS last_received,
       (SELECT state
          FROM backfill
         WHERE connection_id = connection.id
         ORDER BY id DESC
         LIMIT 1) AS backfill_state
  FROM connection
 WHERE (%(name)s::text IS NULL OR name = %(name)s);

-- registrations
-- The webhooks that Gezel made there.
SELECT external_id, expires_at
  FROM registration
 WHERE connection_id = %(connection_id)s
 ORDER BY external_id;

-- register
-- A webhook that Gezel made there.
INSERT INTO registration (connection_id, external_id, expires_at)
VALUES (%(connection_id)s, %(external_id)s, %(expires_at)s)
    ON CONFLICT (connection_id, external_id) DO UPDATE
   SET expires_at = excluded.expires_at;

-- unregister
-- A webhook that is there no more.
DELETE FROM registration
 WHERE connection_id = %(connection_id)s
   AND external_id = %(external_id)s;

-- registrations_to_refresh
-- Connections whose webhooks end soon.
SELECT DISTINCT connection_id
  FROM registration
  JOIN connection ON connection.id = connection_id
 WHERE expires_at < %(before)s
   AND auth = 'oauth'
   AND NOT needs_reconnect
 ORDER BY connection_id;
