-- hold_asking
-- Who makes asks waits for whoever else does, so that each sees what the other asked.
SELECT pg_advisory_xact_lock(7260003, 1);

-- candidates
-- Who may be asked about whom on these work items, the best first; few rows, and mostly none.
WITH finished AS (
  SELECT id
    FROM work_item
   WHERE id = ANY(%(work_item_ids)s::bigint[])
     AND status_category = 'done'
     AND deleted_at IS NULL
     AND done_at > %(fresh)s::timestamptz
     AND (created_at IS NULL OR done_at - created_at >= interval '1 hour')
     AND NOT is_bulk
     AND (resolution IS NULL
          OR translate(lower(resolution), '''’‘ʼ´`', '') <> ALL (%(not_done)s::text[]))
), involved AS (
  SELECT contribution.work_item_id, participant.person_id, participant.asking,
         min(array_position(%(roles)s::text[], contribution.role)) AS rank,
         bool_or(contribution.role = ANY(%(did_it)s::text[])) AS did_it
    FROM finished
    JOIN contribution ON contribution.work_item_id = finished.id
    JOIN account ON account.id = contribution.account_id
    JOIN participant ON participant.person_id = account.person_id
   GROUP BY contribution.work_item_id, participant.person_id, participant.asking
)
SELECT receiver.work_item_id, receiver.person_id AS receiver_id, giver.person_id AS giver_id,
       receiver.asking, (%(roles)s::text[])[giver.rank] AS reason
  FROM involved AS receiver
  JOIN involved AS giver ON giver.work_item_id = receiver.work_item_id
                        AND giver.person_id <> receiver.person_id
 CROSS JOIN LATERAL (SELECT max(asked_at) AS at
                       FROM ask
                      WHERE ask.giver_id = giver.person_id
                        AND ask.receiver_id = receiver.person_id) AS last_asked
 CROSS JOIN LATERAL (SELECT count(*) AS number
                       FROM ask
                      WHERE ask.giver_id = giver.person_id
                        AND ask.state = 'open') AS open_asks
 WHERE receiver.did_it
   AND receiver.asking IN ('ask', 'propose')
   AND (last_asked.at IS NULL OR last_asked.at <= %(pair_rested)s::timestamptz)
   AND NOT EXISTS (SELECT FROM ask
                    WHERE ask.work_item_id = receiver.work_item_id
                      AND ask.giver_id = giver.person_id
                      AND ask.receiver_id = receiver.person_id)
 ORDER BY receiver.work_item_id, receiver.person_id,
          giver.rank, last_asked.at NULLS FIRST, open_asks.number, giver.person_id;

-- make_ask
-- One ask, if every rule allows it at this moment; else nothing, and no error.
INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at, asked_at, closes_at)
SELECT work_item.id, giver.person_id, receiver.person_id, %(reason)s::text, %(state)s::text,
       CASE WHEN %(state)s::text = 'open' THEN free.slot END,
       %(now)s::timestamptz,
       CASE WHEN %(state)s::text = 'open' THEN %(now)s::timestamptz END,
       %(closes_at)s::timestamptz
  FROM work_item
  JOIN participant AS giver ON giver.person_id = %(giver_id)s::bigint
  JOIN participant AS receiver ON receiver.person_id = %(receiver_id)s::bigint
 CROSS JOIN LATERAL (SELECT min(slot) AS slot
                       FROM generate_series(1, 3) AS slot
                      WHERE NOT EXISTS (SELECT FROM ask
                                         WHERE ask.giver_id = giver.person_id
                                           AND ask.state = 'open'
                                           AND ask.slot = slot.slot)) AS free
 WHERE work_item.id = %(work_item_id)s::bigint
   AND work_item.deleted_at IS NULL
   AND NOT work_item.is_out_of_scope
   AND giver.person_id <> receiver.person_id
   AND (%(state)s::text = 'proposed' OR free.slot IS NOT NULL)
   AND (SELECT count(*) < %(givers)s::integer
          FROM ask
         WHERE ask.work_item_id = work_item.id
           AND ask.receiver_id = receiver.person_id
           AND ask.state <> 'withdrawn'
           AND (ask.reason = 'named') = (%(reason)s::text = 'named'))
   AND NOT EXISTS (SELECT FROM ask
                    WHERE ask.giver_id = giver.person_id
                      AND ask.receiver_id = receiver.person_id
                      AND (ask.asked_at > %(pair_rested)s::timestamptz
                           OR (ask.state = 'proposed' AND %(reason)s::text <> 'named')))
   AND NOT EXISTS (SELECT FROM unanswered
                    WHERE unanswered.giver_id = giver.person_id
                      AND unanswered.receiver_id = receiver.person_id
                      AND unanswered.closes_at > %(now)s::timestamptz)
   AND NOT EXISTS (SELECT FROM ask
                    WHERE ask.giver_id = receiver.person_id
                      AND ask.receiver_id = giver.person_id
                      AND ask.state = 'open')
    ON CONFLICT DO NOTHING
RETURNING id;

-- obstacles
-- What stands in the way of asking one person about another and one work item.
SELECT NOT EXISTS (SELECT FROM contribution
                     JOIN account ON account.id = contribution.account_id
                    WHERE contribution.work_item_id = %(work_item_id)s::bigint
                      AND account.person_id = %(receiver_id)s::bigint)
       OR NOT EXISTS (SELECT FROM work_item
                       WHERE id = %(work_item_id)s::bigint
                         AND deleted_at IS NULL
                         AND NOT is_out_of_scope) AS not_mine,
       NOT EXISTS (SELECT FROM participant
                    WHERE person_id = %(giver_id)s::bigint) AS not_taking_part,
       (SELECT count(*) >= %(givers)s::integer
          FROM ask
         WHERE work_item_id = %(work_item_id)s::bigint
           AND receiver_id = %(receiver_id)s::bigint
           AND reason = 'named'
           AND state <> 'withdrawn') AS enough_named,
       EXISTS (SELECT FROM ask
                WHERE work_item_id = %(work_item_id)s::bigint
                  AND giver_id = %(giver_id)s::bigint
                  AND receiver_id = %(receiver_id)s::bigint
                  AND asked_at IS NOT NULL) AS already_asked,
       EXISTS (SELECT FROM ask
                WHERE giver_id = %(giver_id)s::bigint
                  AND receiver_id = %(receiver_id)s::bigint
                  AND asked_at > %(pair_rested)s::timestamptz)
       OR EXISTS (SELECT FROM unanswered
                   WHERE giver_id = %(giver_id)s::bigint
                     AND receiver_id = %(receiver_id)s::bigint
                     AND closes_at > %(now)s::timestamptz) AS asked_lately,
       EXISTS (SELECT FROM ask
                WHERE giver_id = %(receiver_id)s::bigint
                  AND receiver_id = %(giver_id)s::bigint
                  AND state = 'open') AS open_between,
       (SELECT count(*) >= 3
          FROM ask
         WHERE giver_id = %(giver_id)s::bigint
           AND state = 'open') AS giver_is_full;

-- forget_unasked
-- A proposal that waits or was dropped goes, so that its giver can be named.
DELETE FROM ask
 WHERE work_item_id = %(work_item_id)s
   AND giver_id = %(giver_id)s
   AND receiver_id = %(receiver_id)s
   AND asked_at IS NULL;

-- proposed_ask
-- A proposal that its receiver may send or drop.
SELECT work_item_id, giver_id
  FROM ask
 WHERE id = %(id)s
   AND receiver_id = %(receiver_id)s
   AND state = 'proposed';

-- send_proposed
-- The receiver wants it asked, and takes part: from now on it is open.
UPDATE ask
   SET state = 'open', asked_at = %(now)s, closes_at = %(closes_at)s,
       slot = (SELECT min(slot)
                 FROM generate_series(1, 3) AS slot
                WHERE NOT EXISTS (SELECT FROM ask AS other
                                   WHERE other.giver_id = ask.giver_id
                                     AND other.state = 'open'
                                     AND other.slot = slot.slot))
 WHERE id = %(id)s
   AND receiver_id = %(receiver_id)s
   AND state = 'proposed'
   AND EXISTS (SELECT FROM participant WHERE person_id = receiver_id);

-- drop_proposed
-- The receiver does not want it asked.
UPDATE ask
   SET state = 'withdrawn', closed_at = %(now)s
 WHERE id = %(id)s
   AND receiver_id = %(receiver_id)s
   AND state = 'proposed';
