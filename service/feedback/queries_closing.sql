-- withdraw_undone
-- Asks about work that is gone or no longer done are withdrawn; one may name somebody while it runs.
WITH closed AS (
  UPDATE ask
     SET state = 'withdrawn', slot = NULL, closed_at = %(now)s
    FROM work_item
   WHERE work_item.id = ask.work_item_id
     AND ask.work_item_id = ANY(%(work_item_ids)s::bigint[])
     AND ask.state IN ('proposed', 'waiting', 'open')
     AND (work_item.deleted_at IS NOT NULL
          OR work_item.is_out_of_scope
          OR (work_item.status_category IS DISTINCT FROM 'done' AND ask.reason <> 'named'))
  RETURNING ask.id
)
DELETE FROM draft
 USING closed
 WHERE draft.ask_id = closed.id;

-- withdraw_of_person
-- Asks to and about somebody who left are withdrawn.
WITH closed AS (
  UPDATE ask
     SET state = 'withdrawn', slot = NULL, closed_at = %(now)s
   WHERE (giver_id = %(person_id)s OR receiver_id = %(person_id)s)
     AND state IN ('proposed', 'waiting', 'open')
  RETURNING id
)
DELETE FROM draft
 USING closed
 WHERE draft.ask_id = closed.id;

-- withdraw_parted
-- Asks to and about a person are withdrawn where their accounts have no such part in the work now.
WITH closed AS (
  UPDATE ask
     SET state = 'withdrawn', slot = NULL, closed_at = %(now)s
   WHERE (receiver_id = %(person_id)s OR (giver_id = %(person_id)s AND reason <> 'named'))
     AND state IN ('proposed', 'waiting', 'open')
     AND NOT EXISTS (SELECT FROM contribution
                       JOIN account ON account.id = contribution.account_id
                      WHERE contribution.work_item_id = ask.work_item_id
                        AND account.person_id = %(person_id)s
                        AND (reason = 'named' OR giver_id = %(person_id)s
                             OR role = ANY(%(did_it)s::text[])))
  RETURNING id
)
DELETE FROM draft
 USING closed
 WHERE draft.ask_id = closed.id;

-- expire
-- Asks whose time is over close by themselves, and what was typed goes; how many.
WITH closed AS (
  UPDATE ask
     SET state = CASE state WHEN 'proposed' THEN 'withdrawn' ELSE 'expired' END,
         slot = NULL, closed_at = %(now)s
   WHERE closes_at <= %(now)s
     AND state IN ('proposed', 'waiting', 'open')
  RETURNING id
), forgotten AS (
  DELETE FROM draft
   USING closed
   WHERE draft.ask_id = closed.id
)
SELECT count(*) FROM closed;

-- close_ask
-- The giver passes, or was not there.
WITH closed AS (
  UPDATE ask
     SET state = %(state)s, slot = NULL, closed_at = %(now)s
   WHERE id = %(id)s
     AND giver_id = %(giver_id)s
     AND state = 'open'
     AND (%(state)s <> 'absent' OR reason = 'named')
  RETURNING id
), forgotten AS (
  DELETE FROM draft
   USING closed
   WHERE draft.ask_id = closed.id
)
SELECT id FROM closed;

-- answer_ask
-- The giver answers in time, and both still take part: the ask is closed, and no longer holds a slot.
WITH closed AS (
  UPDATE ask
     SET state = 'answered', slot = NULL, closed_at = %(now)s
   WHERE id = %(id)s
     AND giver_id = %(giver_id)s
     AND state = 'open'
     AND closes_at > %(now)s
     AND (SELECT count(*) FROM participant WHERE person_id IN (giver_id, receiver_id)) = 2
  RETURNING id
), forgotten AS (
  DELETE FROM draft
   USING closed
   WHERE draft.ask_id = closed.id
)
SELECT id FROM closed;

-- save_draft
-- What the giver typed so far, as long as it can still be given.
INSERT INTO draft (ask_id, answers, saved_at)
SELECT id, %(answers)s::jsonb, %(now)s::timestamptz
  FROM ask
 WHERE id = %(ask_id)s
   AND giver_id = %(giver_id)s
   AND state = 'open'
   AND closes_at > %(now)s::timestamptz
   AND (SELECT count(*) FROM participant WHERE person_id IN (giver_id, receiver_id)) = 2
    ON CONFLICT (ask_id) DO UPDATE SET answers = excluded.answers, saved_at = excluded.saved_at
RETURNING saved_at;

-- follow_merged_drafts
-- What a giver typed so far about a skill that was merged is about the other.
UPDATE draft
   SET answers = moved.answers
  FROM (SELECT ask_id,
               jsonb_object_agg(
                 coalesce(split_part(field, '-', 1) || '-' || skill.merged_into, field),
                 CASE WHEN field = 'skills'
                      THEN (SELECT coalesce(jsonb_agg(DISTINCT coalesce(chosen.merged_into::text, given.id)), '[]')
                              FROM jsonb_array_elements_text(typed) AS given (id)
                              LEFT JOIN skill AS chosen ON chosen.id::text = given.id)
                      ELSE typed END) AS answers
          FROM draft
         CROSS JOIN LATERAL jsonb_each(answers) AS fields (field, typed)
          LEFT JOIN skill ON skill.merged_into IS NOT NULL
                         AND field IN ('seen-' || skill.id, 'more-' || skill.id)
         WHERE answers -> 'skills' ?| ARRAY(SELECT id::text FROM skill WHERE merged_into IS NOT NULL)
         GROUP BY ask_id) AS moved
 WHERE draft.ask_id = moved.ask_id;
