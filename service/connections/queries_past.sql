-- begin_backfill
-- The past of a connection is to be filled in from a day on; one at a time.
INSERT INTO backfill (connection_id, since, state, began_at, changed_at)
VALUES (%(connection_id)s, %(since)s, 'running', %(now)s, %(now)s)
RETURNING id, connection_id, since, state, reached_at, reached_id, done, total, seconds, began_at,
          changed_at, ended_at, reason;

-- backfill
-- One filling in.
SELECT id, connection_id, since, state, reached_at, reached_id, done, total, seconds, began_at,
       changed_at, ended_at, reason
  FROM backfill
 WHERE id = %(id)s;

-- latest_backfill
-- The last filling in of a connection.
SELECT id, connection_id, since, state, reached_at, reached_id, done, total, seconds, began_at,
       changed_at, ended_at, reason
  FROM backfill
 WHERE connection_id = %(connection_id)s
 ORDER BY id DESC
 LIMIT 1;

-- try_backfill_alone
-- One process at a time fills in a past; held on the session of its database connection.
SELECT pg_try_advisory_lock(hashtextextended('backfill', 'backfill'::regclass::oid::bigint + %(id)s));

-- leave_backfill
-- The next process may.
SELECT pg_advisory_unlock(hashtextextended('backfill', 'backfill'::regclass::oid::bigint + %(id)s));

-- count_backfill
-- About how much there is to fill in.
UPDATE backfill
   SET total = %(total)s
 WHERE id = %(id)s
   AND total IS NULL;

-- advance_backfill
-- It came further, in the transaction that worked it in; nothing where it was stopped meanwhile.
UPDATE backfill
   SET reached_at = coalesce(%(reached_at)s, reached_at),
       reached_id = coalesce(%(reached_id)s, reached_id),
       done = done + %(number)s, changed_at = %(now)s, reason = NULL,
       seconds = seconds + least(extract(epoch FROM %(now)s - changed_at), %(longest)s)
 WHERE id = %(id)s
   AND state = 'running';

-- backfill_waits
-- Why it waits.
UPDATE backfill
   SET reason = %(reason)s, changed_at = %(now)s
 WHERE id = %(id)s
   AND state = 'running';

-- orphaned_backfills
-- Those that are to go on and did not for a while, where that can be asked now.
SELECT backfill.id
  FROM backfill
  JOIN connection ON connection.id = connection_id
 WHERE state = 'running'
   AND changed_at < %(before)s
   AND NOT is_paused
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
 ORDER BY backfill.id;

-- end_backfill
-- It is over, one way or another.
UPDATE backfill
   SET state = %(state)s, ended_at = %(now)s, reason = %(reason)s
 WHERE id = %(id)s
   AND state = 'running';

-- resume_backfill
-- One that stopped or failed goes on where it was.
UPDATE backfill
   SET state = 'running', ended_at = NULL, reason = NULL
 WHERE id = %(id)s
   AND state IN ('stopped', 'failed');

-- begin_reconcile
-- Ask what changed, from where the last one came or, the first time, since it was made, if lately.
INSERT INTO reconcile (connection_id, began_at, reached_at)
SELECT connection.id, %(now)s,
       coalesce((SELECT reached_at
                   FROM reconcile
                  WHERE reconcile.connection_id = connection.id
                  ORDER BY id DESC
                  LIMIT 1), greatest(connection.created_at, %(first)s))
  FROM connection
 WHERE connection.id = %(connection_id)s
RETURNING id, reached_at;

-- try_reconcile_alone
-- One process at a time asks a connection what changed; held on the session of its database connection.
SELECT pg_try_advisory_lock(hashtextextended('reconcile', %(connection_id)s));

-- leave_reconcile
-- The next process may.
SELECT pg_advisory_unlock(hashtextextended('reconcile', %(connection_id)s));

-- end_interrupted
-- An asking that was cut off is over; what it reached stays.
UPDATE reconcile
   SET ended_at = %(now)s, reason = %(reason)s
 WHERE connection_id = %(connection_id)s
   AND ended_at IS NULL;

-- oldest_waiting
-- When the oldest delivery came that is not worked in yet.
SELECT received_at
  FROM delivery
 WHERE connection_id = %(connection_id)s
   AND state = 'pending'
 ORDER BY id
 LIMIT 1;

-- note_reconciled
-- So much was looked at and so much had been missed, in the transaction that worked it in.
UPDATE reconcile
   SET looked_at = looked_at + %(looked_at)s, missed = missed + %(missed)s,
       reached_at = coalesce(%(reached_at)s, reached_at)
 WHERE id = %(id)s;

-- end_reconcile
-- It is over; with a reason where it could not be finished.
UPDATE reconcile
   SET ended_at = %(now)s, reason = %(reason)s
 WHERE id = %(id)s;

-- latest_reconciles
-- The last times a connection was asked what changed, newest first.
SELECT began_at, ended_at, reached_at, looked_at, missed, reason
  FROM reconcile
 WHERE connection_id = %(connection_id)s
 ORDER BY id DESC
 LIMIT %(limit)s;

-- forget_reconciles
-- Of what was asked long ago only the last line of each connection is needed.
DELETE FROM reconcile
 WHERE began_at < %(before)s
   AND id <> (SELECT max(id)
                FROM reconcile AS latest
               WHERE latest.connection_id = reconcile.connection_id);
