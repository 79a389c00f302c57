-- access
-- What calls to a connection depend on, by its id.
SELECT id, name, product, base_url, cloud_id, auth, credentials, needs_reconnect, is_paused,
       calls_wait_until, calls_wait_reason
  FROM connection
 WHERE id = %(id)s;

-- access_for_renewal
-- The same, held until the transaction ends: one process renews, the others then find it renewed.
SELECT id, name, product, base_url, cloud_id, auth, credentials, needs_reconnect, is_paused,
       calls_wait_until, calls_wait_reason
  FROM connection
 WHERE id = %(id)s
   FOR NO KEY UPDATE;

-- callable_connections
-- Ids of the connections that can be asked now, by product family.
SELECT id
  FROM connection
 WHERE auth <> 'none'
   AND NOT needs_reconnect
   AND NOT is_paused
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
 ORDER BY id;

-- give_access
-- Where a connection lives and how Gezel proves itself there; what stood in the way is over.
UPDATE connection
   SET base_url = %(base_url)s, cloud_id = %(cloud_id)s, auth = %(auth)s,
       credentials = %(credentials)s, needs_reconnect = false, calls_wait_until = NULL,
       calls_wait_reason = NULL
 WHERE id = %(id)s;

-- renew_credentials
-- A grant that was renewed replaces the one before, which is void.
UPDATE connection
   SET credentials = %(credentials)s, needs_reconnect = false
 WHERE id = %(id)s;

-- note_reconnect
-- The grant is gone: only a person can give a new one.
UPDATE connection
   SET needs_reconnect = true
 WHERE id = %(id)s;

-- note_wait
-- The other side asked for no calls until then.
UPDATE connection
   SET calls_wait_until = greatest(calls_wait_until, %(until)s), calls_wait_reason = %(reason)s
 WHERE id = %(id)s;

-- reporting_connection
-- The connection by which the personal-data report can be made, if any: one of our OAuth app.
SELECT id
  FROM connection
 WHERE auth = 'oauth'
   AND NOT needs_reconnect
   AND NOT is_paused
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
 ORDER BY id
 LIMIT 1;
