-- want_lookups
-- Work to ask about: one line each, however often it is wanted before it was asked for.
INSERT INTO lookup (connection_id, kind, external_id, wanted_at, not_before)
SELECT %(connection_id)s, %(kind)s, external_id, %(now)s, %(not_before)s
  FROM unnest(%(external_ids)s::text[]) AS external_id
 ORDER BY external_id
    ON CONFLICT (connection_id, kind, external_id) DO UPDATE
   SET wanted_at = excluded.wanted_at;

-- take_lookups
-- What is due, and not of a connection that must not be asked now; nobody else gets it for a while.
UPDATE lookup
   SET not_before = %(taken_until)s
  FROM (SELECT lookup.connection_id, kind, external_id
          FROM lookup
          JOIN connection ON connection.id = lookup.connection_id
         WHERE lookup.connection_id = %(connection_id)s
           AND not_before <= %(now)s
           AND auth <> 'none'
           AND NOT is_paused
           AND NOT needs_reconnect
           AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
         ORDER BY not_before
         LIMIT %(limit)s
           FOR UPDATE OF lookup SKIP LOCKED) AS due
 WHERE lookup.connection_id = due.connection_id
   AND lookup.kind = due.kind
   AND lookup.external_id = due.external_id
RETURNING lookup.connection_id, lookup.kind, lookup.external_id, wanted_at, tries;

-- connections_with_lookups
-- Connections of which something is due to be asked.
SELECT id
  FROM connection
 WHERE auth <> 'none'
   AND NOT is_paused
   AND NOT needs_reconnect
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
   AND EXISTS (SELECT FROM lookup
                WHERE lookup.connection_id = connection.id
                  AND not_before <= %(now)s)
 ORDER BY id;

-- lookup_done
-- It was asked for, and answered; nothing where it was wanted again meanwhile.
DELETE FROM lookup
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND external_id = %(external_id)s
   AND wanted_at = %(wanted_at)s;

-- lookup_again
-- It was wanted again while it was being asked for: soon once more.
UPDATE lookup
   SET not_before = %(not_before)s, tries = 0, reason = NULL
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND external_id = %(external_id)s
   AND wanted_at > %(wanted_at)s;

-- lookup_failed
-- It could not be asked for; later again, and why.
UPDATE lookup
   SET tries = tries + 1, not_before = %(not_before)s, reason = %(reason)s
 WHERE connection_id = %(connection_id)s
   AND kind = %(kind)s
   AND external_id = %(external_id)s;

-- want_reconcile
-- Much changed there at once; of a burst the last time counts.
UPDATE connection
   SET reconcile_wanted_at = %(now)s
 WHERE id = %(connection_id)s;

-- wanting_reconcile
-- Connections that want to be asked early what changed, and were not asked since.
SELECT id
  FROM connection
 WHERE reconcile_wanted_at <= %(before)s
   AND NOT is_paused
   AND NOT EXISTS (SELECT FROM reconcile
                    WHERE reconcile.connection_id = connection.id
                      AND reconcile.began_at >= reconcile_wanted_at)
 ORDER BY id;
