-- hold_asking
-- Who makes asks waits for whoever else does, so that each sees what the other asked.
SELECT pg_advisory_xact_lock(7260003, 1);

-- fresh_work
-- Work done lately, of people who let Gezel ask, about whom fewer are asked than could be.
SELECT DISTINCT work_item.id
  FROM work_item
  JOIN contribution ON contribution.work_item_id = work_item.id
                   AND contribution.role = ANY(%(did_it)s::text[])
  JOIN account ON account.id = contribution.account_id
  JOIN participant ON participant.person_id = account.person_id
 WHERE work_item.done_at > %(fresh)s
   AND work_item.status_category = 'done'
   AND participant.asking IN ('ask', 'propose')
   AND (SELECT count(*)
          FROM ask
         WHERE ask.work_item_id = work_item.id
           AND ask.receiver_id = participant.person_id
           AND ask.state <> 'withdrawn'
           AND ask.reason NOT IN ('named', 'unseen')) < %(givers)s
 ORDER BY work_item.id;

-- participants
-- Everybody who takes part.
SELECT person_id
  FROM participant
 ORDER BY person_id;

-- candidates
-- Who may be asked about whom on these work items; few rows, and mostly none.
-- Where a team of the receiver has a rhythm, only on its day. Who wrote a page whose title names the
-- issue is a candidate too; a lead only with a part of their own in the work.
WITH finished AS (
  SELECT id, key, kind
    FROM work_item
   WHERE id = ANY(%(work_item_ids)s::bigint[])
     AND status_category = 'done'
     AND deleted_at IS NULL
     AND done_at > %(fresh)s::timestamptz
     AND (created_at IS NULL OR done_at - created_at >= interval '1 hour')
     AND NOT is_bulk
     AND (resolution IS NULL
          OR translate(lower(resolution), '''’‘ʼ´`', '') <> ALL (%(not_done)s::text[]))
), page AS (
  SELECT DISTINCT finished.id AS work_item_id, named.id
    FROM finished
    JOIN (SELECT id, (regexp_matches(upper(title), '[A-Z][A-Z0-9_]+-[0-9]+', 'g'))[1] AS key
            FROM work_item
           WHERE kind = 'page'
             AND updated_at > %(written)s::timestamptz
             AND deleted_at IS NULL
             AND NOT is_secret
             AND NOT is_out_of_scope
             AND EXISTS (SELECT FROM finished)) AS named ON named.key = upper(finished.key)
   WHERE finished.kind = 'issue'
), part AS (
  SELECT work_item_id, account_id, role, true AS is_own
    FROM contribution
   WHERE work_item_id IN (SELECT id FROM finished)
   UNION ALL
  SELECT page.work_item_id, account_id, role, false
    FROM page
    JOIN contribution ON contribution.work_item_id = page.id
                     AND role = ANY(%(wrote)s::text[])
), involved AS (
  SELECT part.work_item_id, participant.person_id, participant.asking,
         min(array_position(%(roles)s::text[], role)) AS rank,
         count(DISTINCT role) AS parts,
         bool_or(is_own AND role = ANY(%(did_it)s::text[])) AS did_it,
         bool_or(is_own) AS was_there
    FROM part
    JOIN account ON account.id = part.account_id
    JOIN participant ON participant.person_id = account.person_id
   GROUP BY part.work_item_id, participant.person_id, participant.asking
)
SELECT receiver.work_item_id, receiver.person_id AS receiver_id, giver.person_id AS giver_id,
       receiver.asking, (%(roles)s::text[])[giver.rank] AS reason, giver.parts,
       already.number AS asked, last_asked.at AS last_asked_at
  FROM involved AS receiver
  JOIN involved AS giver ON giver.work_item_id = receiver.work_item_id
                        AND giver.person_id <> receiver.person_id
 CROSS JOIN LATERAL (SELECT count(*) AS number
                       FROM ask
                      WHERE ask.work_item_id = receiver.work_item_id
                        AND ask.receiver_id = receiver.person_id
                        AND ask.state <> 'withdrawn'
                        AND ask.reason NOT IN ('named', 'unseen')) AS already
 CROSS JOIN LATERAL (SELECT max(asked_at) AS at
                       FROM ask
                      WHERE ask.giver_id = giver.person_id
                        AND ask.receiver_id = receiver.person_id) AS last_asked
 WHERE receiver.did_it
   AND receiver.asking IN ('ask', 'propose')
   AND (%(free)s::bigint[] IS NULL OR receiver.asking = 'propose' OR giver.person_id = ANY(%(free)s))
   AND already.number < %(givers)s
   AND (last_asked.at IS NULL OR last_asked.at <= %(pair_rested)s::timestamptz)
   AND NOT EXISTS (SELECT FROM ask
                    WHERE ask.work_item_id = receiver.work_item_id
                      AND ask.giver_id = giver.person_id
                      AND ask.receiver_id = receiver.person_id)
   AND (giver.was_there
        OR NOT EXISTS (SELECT FROM led
                        WHERE lead_id = giver.person_id
                          AND member_id = receiver.person_id))
   AND NOT EXISTS (SELECT
                     FROM membership
                     JOIN team ON team.id = membership.team_id
                    WHERE membership.person_id = receiver.person_id
                      AND membership.until IS NULL
                   HAVING bool_or(team.rhythm IS NOT NULL)
                      AND coalesce(bool_and(team.rhythm IS DISTINCT FROM %(weekday)s), true))
 ORDER BY receiver.work_item_id, receiver.person_id, giver.person_id;

-- loads
-- What these givers carry, and what was asked in a quarter of the one in the middle of all who were.
WITH load AS (
  SELECT giver_id,
         count(*) FILTER (WHERE state = 'open') AS open_asks,
         count(*) FILTER (WHERE opened_at > %(week)s) AS this_week,
         count(*) AS this_quarter
    FROM ask
   WHERE opened_at > %(quarter)s
   GROUP BY giver_id
)
SELECT person_id AS giver_id, coalesce(open_asks, 0) AS open_asks, coalesce(this_week, 0) AS this_week,
       coalesce(this_quarter, 0) AS this_quarter,
       (SELECT coalesce(percentile_disc(0.5) WITHIN GROUP (ORDER BY this_quarter), 0) FROM load) AS usual
  FROM unnest(%(ids)s::bigint[]) AS person_id
  LEFT JOIN load ON load.giver_id = person_id;

-- waiting
-- Asks by hand that wait for a moment that suits their giver, those that wait longest first.
SELECT ask.id, ask.giver_id
  FROM ask
 WHERE state = 'waiting'
   AND closes_at > %(closes_after)s
   AND (SELECT count(*) FROM participant WHERE person_id IN (giver_id, receiver_id)) = 2
 ORDER BY asked_at, id;

-- open_waiting
-- An ask comes before its giver, unless the receiver is asked about them.
UPDATE ask
   SET state = 'open', opened_at = %(now)s,
       slot = (SELECT min(slot)
                 FROM generate_series(1, 3) AS slot
                WHERE NOT EXISTS (SELECT FROM ask AS other
                                   WHERE other.giver_id = ask.giver_id
                                     AND other.state = 'open'
                                     AND other.slot = slot.slot))
 WHERE id = %(id)s
   AND state = 'waiting'
   AND NOT EXISTS (SELECT FROM ask AS back
                    WHERE back.giver_id = ask.receiver_id
                      AND back.receiver_id = ask.giver_id
                      AND back.state = 'open');

-- make_ask
-- One ask, if every rule allows it at this moment; else nothing, and no error.
INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at, asked_at, opened_at,
                 closes_at, eyes_on, is_lead)
SELECT work_item.id, giver.person_id, receiver.person_id, %(reason)s::text, %(state)s::text,
       CASE WHEN %(state)s::text = 'open' THEN free.slot END,
       %(now)s::timestamptz,
       CASE WHEN %(state)s::text <> 'proposed' THEN %(now)s::timestamptz END,
       CASE WHEN %(state)s::text = 'open' THEN %(now)s::timestamptz END,
       %(closes_at)s::timestamptz,
       %(eyes_on)s::text,
       EXISTS (SELECT FROM led WHERE lead_id = giver.person_id AND member_id = receiver.person_id)
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
   AND (%(state)s::text <> 'open' OR free.slot IS NOT NULL)
   AND (%(reason)s::text = 'unseen'
        OR (SELECT count(*) < %(givers)s::integer
              FROM ask
             WHERE ask.work_item_id = work_item.id
               AND ask.receiver_id = receiver.person_id
               AND ask.state <> 'withdrawn'
               AND ask.reason <> 'unseen'
               AND (ask.reason = 'named') = (%(reason)s::text = 'named')))
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
                      AND (ask.state = 'open' OR (ask.state = 'waiting' AND %(state)s::text = 'open')))
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
       EXISTS (SELECT FROM led
                WHERE lead_id = %(giver_id)s::bigint
                  AND member_id = %(receiver_id)s::bigint)
       AND NOT EXISTS (SELECT FROM contribution
                         JOIN account ON account.id = contribution.account_id
                        WHERE contribution.work_item_id = %(work_item_id)s::bigint
                          AND account.person_id = %(giver_id)s::bigint) AS lead_was_not_there;

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
-- The receiver wants it asked, and takes part: it comes before its giver when that suits them.
UPDATE ask
   SET state = 'waiting', asked_at = %(now)s, closes_at = %(closes_at)s
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
