-- open_asks
-- The open asks of a giver, each with what the receiver shows of their focus and whether something was typed; one by id also closed.
SELECT ask.id, ask.work_item_id, work_item.key, work_item.title, work_item.done_at,
       ask.receiver_id, receiver.name AS receiver, ask.reason, now_in.state, ask.closes_at, draft.saved_at,
       focus.focus_en, focus.focus_nl
  FROM ask
  JOIN work_item ON work_item.id = ask.work_item_id
  JOIN person AS receiver ON receiver.id = ask.receiver_id
  LEFT JOIN draft ON draft.ask_id = ask.id
 CROSS JOIN LATERAL (
       SELECT CASE
              WHEN ask.state <> 'open' THEN ask.state
              WHEN ask.closes_at <= %(now)s THEN 'expired'
              WHEN (SELECT count(*) FROM participant
                     WHERE person_id IN (ask.giver_id, ask.receiver_id)) < 2 THEN 'withdrawn'
              ELSE 'open'
              END AS state) AS now_in
 CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(version.name_en ORDER BY version.skill_id), '{}') AS focus_en,
              coalesce(array_agg(version.name_nl ORDER BY version.skill_id), '{}') AS focus_nl
         FROM focus AS chosen
         JOIN (SELECT DISTINCT ON (skill_id) skill_id, name_en, name_nl
                 FROM skill_version
                WHERE valid_from <= %(now)s
                ORDER BY skill_id, number DESC) AS version USING (skill_id)
        WHERE chosen.person_id = ask.receiver_id
          AND chosen.ended_at IS NULL
          AND chosen.is_shown_to_givers) AS focus
 WHERE ask.giver_id = %(giver_id)s
   AND (%(id)s::bigint IS NULL AND ask.state = 'open' AND now_in.state = 'open'
        OR ask.id = %(id)s AND ask.asked_at IS NOT NULL)
 ORDER BY ask.asked_at, ask.id;

-- skill_choices
-- All skills for the form about an ask, the receiver's focus first, then what of the work stands for
-- them; archived ones where they were seen before.
SELECT skill.id, version.name_en, version.name_nl,
       ARRAY(SELECT summary_en FROM skill_level WHERE skill_version_id = version.id ORDER BY level) AS levels_en,
       ARRAY(SELECT summary_nl FROM skill_level WHERE skill_version_id = version.id ORDER BY level) AS levels_nl,
       focus.id IS NOT NULL AS is_focus,
       link.skill_id IS NOT NULL AS is_linked
  FROM ask
 CROSS JOIN skill
  JOIN area ON area.id = skill.area_id
 CROSS JOIN LATERAL (SELECT id, name_en, name_nl
                       FROM skill_version
                      WHERE skill_version.skill_id = skill.id
                        AND valid_from <= %(now)s
                      ORDER BY number DESC
                      LIMIT 1) AS version
  LEFT JOIN standing AS link ON link.skill_id = skill.id
                            AND link.work_item_id = ask.work_item_id
                            AND link.person_id = ask.receiver_id
  LEFT JOIN focus ON focus.person_id = ask.receiver_id
                 AND focus.skill_id = skill.id
                 AND focus.ended_at IS NULL
                 AND focus.is_shown_to_givers
 WHERE ask.id = %(ask_id)s
   AND ask.giver_id = %(giver_id)s
   AND merged_into IS NULL
   AND (archived_at IS NULL
        OR EXISTS (SELECT
                     FROM feedback
                     JOIN observation ON observation.feedback_id = feedback.id
                    WHERE feedback.ask_id = ask.id
                      AND observation.skill_id = skill.id))
 ORDER BY is_focus DESC, is_linked DESC, area.position, skill.position, skill.id;

-- draft
-- What the giver typed so far.
SELECT answers, saved_at
  FROM draft
  JOIN ask ON ask.id = draft.ask_id
 WHERE ask_id = %(ask_id)s
   AND giver_id = %(giver_id)s;

-- feedback_of_ask
-- The feedback that answered an ask of this giver.
SELECT id
  FROM feedback
 WHERE ask_id = %(ask_id)s
   AND giver_id = %(giver_id)s;

-- proposals
-- Asks that wait for the receiver's word.
SELECT ask.id, ask.work_item_id, work_item.key, work_item.title, work_item.done_at,
       ask.giver_id, giver.name AS giver_name, ask.reason, ask.made_at AS asked_at
  FROM ask
  JOIN work_item ON work_item.id = ask.work_item_id
  JOIN person AS giver ON giver.id = ask.giver_id
 WHERE ask.receiver_id = %(receiver_id)s
   AND ask.state = 'proposed'
 ORDER BY ask.made_at DESC, ask.id DESC
 LIMIT %(limit)s;

-- asks_about_me
-- Who was asked about me and has not answered, until the time of the ask is over.
SELECT unanswered.id, work_item_id, work_item.key, work_item.title, work_item.done_at,
       giver_id, giver.name AS giver_name, reason, asked_at
  FROM unanswered
  JOIN work_item ON work_item.id = work_item_id
  JOIN person AS giver ON giver.id = giver_id
 WHERE receiver_id = %(receiver_id)s
   AND closes_at > %(now)s
   AND (%(work_item_id)s::bigint IS NULL OR work_item_id = %(work_item_id)s)
 ORDER BY asked_at DESC, unanswered.id DESC
 LIMIT %(limit)s;

-- unsaid
-- Finished work that I took part in and about whose contributor nobody has said a word.
WITH mine AS (
  SELECT DISTINCT work_item.id, work_item.key, work_item.title, work_item.done_at
    FROM account
    JOIN contribution ON contribution.account_id = account.id
    JOIN work_item ON work_item.id = contribution.work_item_id
   WHERE account.person_id = %(person_id)s
     AND work_item.done_at > %(since)s::timestamptz
     AND work_item.done_at <= %(until)s::timestamptz
     AND work_item.status_category = 'done'
     AND work_item.deleted_at IS NULL
     AND NOT work_item.is_bulk
     AND (work_item.resolution IS NULL
          OR translate(lower(work_item.resolution), '''’‘ʼ´`', '') <> ALL (%(not_done)s::text[]))
), latest AS (
  SELECT DISTINCT ON (person.id)
         mine.id AS work_item_id, mine.key, mine.title, mine.done_at,
         person.id AS person_id, person.name
    FROM mine
    JOIN contribution ON contribution.work_item_id = mine.id
                     AND contribution.role = ANY(%(did_it)s::text[])
    JOIN account ON account.id = contribution.account_id
    JOIN participant ON participant.person_id = account.person_id
    JOIN person ON person.id = participant.person_id
   WHERE person.id <> %(person_id)s
     AND NOT EXISTS (SELECT FROM feedback
                      WHERE feedback.work_item_id = mine.id
                        AND feedback.receiver_id = person.id)
     AND NOT EXISTS (SELECT FROM ask
                      WHERE ask.work_item_id = mine.id
                        AND ask.receiver_id = person.id
                        AND ask.giver_id = %(person_id)s)
   ORDER BY person.id, mine.done_at DESC, mine.id DESC
)
SELECT work_item_id, key, title, done_at, person_id, name
  FROM latest
 ORDER BY done_at DESC, work_item_id DESC
 LIMIT %(limit)s;
