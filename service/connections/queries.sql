-- connections
-- All connections by name.
SELECT id, name, product, created_at, takes_all_projects
  FROM connection
 ORDER BY name;

-- connection
-- One connection by name.
SELECT id, name, product, created_at, takes_all_projects
  FROM connection
 WHERE name = %(name)s;

-- sealed_secrets
-- What the receiver needs of a connection.
SELECT id, secret, previous_secret, previous_until
  FROM connection
 WHERE name = %(name)s;

-- add_connection
-- A new connection.
INSERT INTO connection (name, product, secret, created_at, takes_all_projects)
VALUES (%(name)s, %(product)s, %(secret)s, %(now)s, %(takes_all)s)
RETURNING id, name, product, created_at, takes_all_projects;

-- rotate_secret
-- A new secret; the one before stays good for a while.
UPDATE connection
   SET previous_secret = secret, previous_until = %(until)s, secret = %(secret)s
 WHERE name = %(name)s;

-- keep_delivery
-- Keep a delivery; a repeat is not kept again.
INSERT INTO delivery (connection_id, identifier, received_at, body)
VALUES (%(connection_id)s, %(identifier)s, %(now)s, %(body)s)
    ON CONFLICT ON CONSTRAINT delivery_is_kept_once DO NOTHING;

-- waiting_connections
-- Connections with deliveries that nobody has looked at.
SELECT id
  FROM connection
 WHERE EXISTS (SELECT FROM delivery
                WHERE delivery.connection_id = connection.id
                  AND state = 'pending');

-- try_lock
-- One drain at a time for a connection, until the transaction ends.
SELECT pg_try_advisory_xact_lock(7260002, %(connection_id)s::integer);

-- next_batch
-- The oldest deliveries that nobody has looked at.
SELECT id, body
  FROM delivery
 WHERE connection_id = %(connection_id)s
   AND state = 'pending'
 ORDER BY id
 LIMIT %(limit)s;

-- note_outcomes
-- What became of many deliveries, in one statement.
UPDATE delivery
   SET state = outcome.state, event = outcome.event, reason = outcome.reason, handled_at = %(now)s,
       body = CASE WHEN outcome.is_outside
                     OR (%(forget)s AND outcome.state IN ('done', 'ignored'))
                   THEN NULL ELSE body END
  FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(events)s::text[], %(reasons)s::text[],
              %(outside)s::boolean[])
       AS outcome (id, state, event, reason, is_outside)
 WHERE delivery.id = outcome.id;

-- deliveries
-- A page of deliveries, newest first.
SELECT delivery.id, connection.name AS connection, event, state, reason, received_at, handled_at
  FROM delivery
  JOIN connection ON connection.id = delivery.connection_id
 WHERE (%(state)s::text IS NULL OR state = %(state)s)
   AND (%(connection)s::text IS NULL OR connection.name = %(connection)s)
   AND (%(before)s::bigint IS NULL OR delivery.id < %(before)s)
 ORDER BY delivery.id DESC
 LIMIT %(limit)s;

-- outcomes
-- What became of some deliveries, by what makes them recognisable.
SELECT identifier, state, reason
  FROM delivery
 WHERE connection_id = %(connection_id)s
   AND identifier = ANY(%(identifiers)s);

-- count_by_state
-- How many deliveries are in each state.
SELECT state, count(*) AS number
  FROM delivery
 GROUP BY state;

-- oldest_pending
-- When the oldest delivery came that nobody has looked at.
SELECT min(received_at)
  FROM delivery
 WHERE state = 'pending';

-- try_again
-- Hand a delivery that was set aside to the drain loop again.
UPDATE delivery
   SET state = 'pending', reason = NULL, handled_at = NULL
 WHERE id = %(id)s
   AND state IN ('quarantined', 'failed')
   AND body IS NOT NULL;

-- forget_bodies
-- Raw bodies go some days after they were understood or set aside.
UPDATE delivery
   SET body = NULL
 WHERE body IS NOT NULL
   AND handled_at < %(before)s;

-- forget_deliveries
-- What is left of a delivery goes when no repeat of it can come any more.
DELETE FROM delivery
 WHERE handled_at < %(before)s
   AND body IS NULL;
