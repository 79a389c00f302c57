-- health
-- One connection, or all by name, as they stand now; each number is counted up to a limit.
SELECT connection.id, name, product, created_at, is_paused, needs_reconnect, offers_links,
       auth <> 'none' AS can_ask,
       calls_wait_until, calls_wait_reason,
       (SELECT count(*)
          FROM (SELECT FROM delivery
                 WHERE connection_id = connection.id AND state = 'pending'
                 LIMIT %(most)s) AS waits) AS pending,
       (SELECT received_at
          FROM delivery
         WHERE connection_id = connection.id AND state = 'pending'
         ORDER BY delivery.id
         LIMIT 1) AS oldest_pending,
       (SELECT max(latest.received_at)
          FROM unnest(%(states)s::text[]) AS one (state)
         CROSS JOIN LATERAL (SELECT received_at
                               FROM delivery
                              WHERE connection_id = connection.id AND delivery.state = one.state
                              ORDER BY delivery.id DESC
                              LIMIT 1) AS latest) AS last_received,
       (SELECT count(*)
          FROM (SELECT FROM delivery
                 WHERE connection_id = connection.id AND state = 'quarantined'
                 LIMIT %(most)s) AS strange) AS not_understood,
       (SELECT count(*)
          FROM (SELECT FROM delivery
                 WHERE connection_id = connection.id AND state = 'failed'
                 LIMIT %(most)s) AS failed) AS set_aside
  FROM connection
 WHERE (%(name)s::text IS NULL OR name = %(name)s)
 ORDER BY name;

-- counts_by_day
-- How many deliveries came in each day, by what became of them.
SELECT (hour AT TIME ZONE %(zone)s)::date AS day, state, sum(number)::bigint AS number
  FROM delivery_hour
 WHERE connection_id = %(connection_id)s
   AND hour >= %(since)s
 GROUP BY 1, 2
 UNION ALL
SELECT (received_at AT TIME ZONE %(zone)s)::date, 'pending', count(*)
  FROM (SELECT received_at
          FROM delivery
         WHERE connection_id = %(connection_id)s
           AND state = 'pending'
         ORDER BY id
         LIMIT %(most)s) AS waits
 WHERE received_at >= %(since)s
 GROUP BY 1;

-- troubles
-- The latest deliveries that went wrong, those alike together.
SELECT state, event, reason, count(*) AS number, max(id) AS latest_id, max(received_at) AS latest_at
  FROM unnest(%(states)s::text[]) AS wanted (wrong)
 CROSS JOIN LATERAL (SELECT id, state, event, reason, received_at
                       FROM delivery
                      WHERE connection_id = %(connection_id)s
                        AND state = wanted.wrong
                      ORDER BY id DESC
                      LIMIT %(latest)s) AS late
 GROUP BY state, event, reason
 ORDER BY latest_id DESC
 LIMIT %(limit)s;

-- lookups
-- How much work waits to be asked for, since when, and why what was tried most did not come.
SELECT count(*) AS number, min(wanted_at) AS oldest,
       (array_agg(reason ORDER BY tries DESC) FILTER (WHERE reason IS NOT NULL))[1] AS reason
  FROM (SELECT wanted_at, tries, reason
          FROM lookup
         WHERE connection_id = %(connection_id)s
         LIMIT %(most)s) AS waits;

-- looks
-- A page of who looked at raw bodies of a connection, latest first.
SELECT body_look.id, delivery_id, person.name AS person, reason, at
  FROM body_look
  JOIN person ON person.id = person_id
 WHERE connection_id = %(connection_id)s
   AND body_look.id < %(before)s
 ORDER BY body_look.id DESC
 LIMIT %(limit)s;

-- whole_delivery
-- One delivery with its raw body.
SELECT delivery.id, connection.name AS connection, channel, identifier, event, state, reason,
       received_at, handled_at, body
  FROM delivery
  JOIN connection ON connection.id = connection_id
 WHERE delivery.id = %(id)s;

-- look_at_body
-- Somebody looks at a raw body, which is written down with it; nothing where it is forgotten.
WITH looked AS (
  INSERT INTO body_look (delivery_id, connection_id, person_id, reason, at)
  SELECT id, connection_id, %(person_id)s, %(reason)s, %(now)s
    FROM delivery
   WHERE id = %(id)s
     AND body IS NOT NULL
  RETURNING delivery_id
)
SELECT body
  FROM delivery
  JOIN looked ON looked.delivery_id = delivery.id;

-- set_paused
-- Deliveries of a connection are kept and wait, or are worked in again.
UPDATE connection
   SET is_paused = %(is_paused)s
 WHERE name = %(name)s;

-- set_aside_ids
-- The latest deliveries of a connection that went wrong in one way.
SELECT delivery.id
  FROM delivery
  JOIN connection ON connection.id = connection_id
 WHERE connection.name = %(name)s
   AND state = %(state)s
 ORDER BY delivery.id DESC
 LIMIT %(limit)s;

-- set_offers_links
-- Whether issues of a connection get a way in to give feedback.
UPDATE connection
   SET offers_links = %(offers)s
 WHERE name = %(name)s;
