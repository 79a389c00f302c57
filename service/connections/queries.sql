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
SELECT id, product, auth, cloud_id, secret, previous_secret, previous_until
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
INSERT INTO delivery (connection_id, identifier, channel, received_at, body)
VALUES (%(connection_id)s, %(identifier)s, %(channel)s, %(now)s, %(body)s)
    ON CONFLICT ON CONSTRAINT delivery_is_kept_once DO NOTHING;

-- waiting_connections
-- Connections with deliveries that nobody has looked at; those of a paused one wait.
SELECT id
  FROM connection
 WHERE NOT is_paused
   AND (SELECT true  -- not EXISTS, for which all that wait might be read
          FROM delivery
         WHERE delivery.connection_id = connection.id
           AND state = 'pending'
         LIMIT 1);

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
-- What became of many deliveries, and one more of each in its hour, in one statement.
WITH noted AS (
  UPDATE delivery
     SET state = outcome.state, event = outcome.event, reason = outcome.reason, handled_at = %(now)s,
         body = CASE WHEN outcome.is_outside
                       OR (%(forget)s AND outcome.state IN ('done', 'ignored'))
                     THEN NULL ELSE body END
    FROM unnest(%(ids)s::bigint[], %(states)s::text[], %(events)s::text[], %(reasons)s::text[],
                %(outside)s::boolean[])
         AS outcome (id, state, event, reason, is_outside)
   WHERE delivery.id = outcome.id
  RETURNING delivery.connection_id, delivery.received_at, delivery.state
)
INSERT INTO delivery_hour (connection_id, hour, state, number)
SELECT connection_id, date_trunc('hour', received_at, 'UTC'), state, count(*)
  FROM noted
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3
    ON CONFLICT (connection_id, hour, state) DO UPDATE
   SET number = delivery_hour.number + excluded.number;

-- deliveries
-- A page of deliveries, newest first: the newest of each connection and state, merged.
SELECT late.id, connection.name AS connection, event, late.state, reason, received_at, handled_at
  FROM connection
 CROSS JOIN unnest(%(states)s::text[]) AS wanted (state)
 CROSS JOIN LATERAL (SELECT id, event, state, reason, received_at, handled_at
                       FROM delivery
                      WHERE connection_id = connection.id
                        AND delivery.state = wanted.state
                        AND id < %(before)s
                      ORDER BY id DESC
                      LIMIT %(limit)s) AS late
 WHERE (%(connection)s::text IS NULL OR connection.name = %(connection)s)
 ORDER BY late.id DESC
 LIMIT %(limit)s;

-- outcomes
-- What became of some deliveries, by what makes them recognisable.
SELECT identifier, state, reason
  FROM delivery
 WHERE connection_id = %(connection_id)s
   AND identifier = ANY(%(identifiers)s);

-- count_by_state
-- How many deliveries are in each state, from the counts by hour; those that wait up to a limit.
SELECT state, sum(number)::bigint AS number
  FROM delivery_hour
  JOIN connection ON connection.id = connection_id
 WHERE (%(connection)s::text IS NULL OR connection.name = %(connection)s)
 GROUP BY state
 UNION ALL
SELECT 'pending', count(*)
  FROM connection
 CROSS JOIN LATERAL (SELECT FROM delivery
                      WHERE connection_id = connection.id
                        AND state = 'pending'
                      LIMIT %(most)s) AS waits
 WHERE (%(connection)s::text IS NULL OR connection.name = %(connection)s);

-- oldest_pending
-- When the oldest delivery came that nobody has looked at, though its connection is not paused.
SELECT min(received_at)
  FROM connection
 CROSS JOIN LATERAL (SELECT received_at
                       FROM delivery
                      WHERE connection_id = connection.id
                        AND state = 'pending'
                      ORDER BY delivery.id
                      LIMIT 1) AS oldest
 WHERE NOT is_paused;

-- try_again
-- Hand deliveries that were set aside to the drain loop again, and count them there no more; how many.
WITH wrong AS (
  SELECT id, connection_id, received_at, state
    FROM delivery
   WHERE id = ANY(%(ids)s::bigint[])
     AND state IN ('quarantined', 'failed')
     AND body IS NOT NULL
   ORDER BY id
     FOR UPDATE
), again AS (
  UPDATE delivery
     SET state = 'pending', reason = NULL, handled_at = NULL
    FROM wrong
   WHERE delivery.id = wrong.id
  RETURNING wrong.connection_id, wrong.received_at, wrong.state
), counted AS (
  UPDATE delivery_hour
     SET number = delivery_hour.number - fewer.number
    FROM (SELECT connection_id, date_trunc('hour', received_at, 'UTC') AS hour, state,
                 count(*) AS number
            FROM again
           GROUP BY 1, 2, 3) AS fewer
   WHERE delivery_hour.connection_id = fewer.connection_id
     AND delivery_hour.hour = fewer.hour
     AND delivery_hour.state = fewer.state
)
SELECT count(*) FROM again;

-- forget_bodies
-- Raw bodies go some days after they were understood, and at the latest when nobody repaired them.
UPDATE delivery
   SET body = NULL
 WHERE body IS NOT NULL
   AND (handled_at < %(latest)s
        OR (handled_at < %(before)s AND state IN ('done', 'ignored')));

-- forget_deliveries
-- What is left of the oldest deliveries goes when no repeat of them can come any more.
DELETE FROM delivery
 USING connection
 CROSS JOIN unnest(%(states)s::text[]) AS wanted (state)
 CROSS JOIN LATERAL (SELECT id, handled_at, body
                       FROM delivery AS eldest
                      WHERE eldest.connection_id = connection.id
                        AND eldest.state = wanted.state
                      ORDER BY eldest.id
                      LIMIT %(limit)s) AS old
 WHERE delivery.id = old.id
   AND old.handled_at < %(before)s
   AND old.body IS NULL;

-- forget_hours
-- The counts of hours of which no delivery is left.
DELETE FROM delivery_hour
 WHERE hour < %(before)s;
