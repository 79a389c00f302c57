-- dialogues
-- My dialogues and those I was asked to and did not pass, open ones first, then the latest.
SELECT dialogue.id, person.name AS person, version.name_en, version.name_nl, dialogue.level, state,
       made_at, dialogue.person_id = %(me)s AS is_mine, peer.accepted_at IS NOT NULL AS is_accepted
  FROM dialogue
  JOIN person ON person.id = dialogue.person_id
  JOIN skill_version AS version ON version.id = dialogue.skill_version_id
  LEFT JOIN dialogue_peer AS peer ON peer.dialogue_id = dialogue.id AND peer.person_id = %(me)s
 WHERE dialogue.person_id = %(me)s
    OR (dialogue.id IN (SELECT dialogue_id FROM dialogue_peer
                         WHERE dialogue_peer.person_id = %(me)s AND passed_at IS NULL)
        AND state <> 'withdrawn'
        AND (ended_at IS NULL OR peer.accepted_at IS NOT NULL))
 ORDER BY ended_at IS NOT NULL, dialogue.id DESC
 LIMIT %(limit)s;

-- dialogue
-- A dialogue for whoever it is of, and for peers who did not pass.
SELECT dialogue.id, dialogue.person_id, person.name AS person, dialogue.skill_id, skill.slug,
       dialogue.level, state, version.number AS version, version.name_en, version.name_nl,
       text.summary_en, text.summary_nl, text.signals_en, text.signals_nl,
       made_at, ended_at, note, next_step, look_back_on
  FROM dialogue
  JOIN person ON person.id = dialogue.person_id
  JOIN skill ON skill.id = dialogue.skill_id
  JOIN skill_version AS version ON version.id = dialogue.skill_version_id
  JOIN skill_level AS text ON text.skill_version_id = version.id AND text.level = dialogue.level
 WHERE dialogue.id = %(id)s
   AND (dialogue.person_id = %(me)s
        OR (state <> 'withdrawn'
            AND EXISTS (SELECT FROM dialogue_peer
                         WHERE dialogue_id = dialogue.id
                           AND dialogue_peer.person_id = %(me)s
                           AND passed_at IS NULL
                           AND (ended_at IS NULL OR accepted_at IS NOT NULL))));

-- hold_dialogue
-- One change of an open dialogue at a time.
SELECT id
  FROM dialogue
 WHERE id = %(id)s
   AND ended_at IS NULL
   FOR UPDATE;

-- evidence
-- What a dialogue rests on; titles for those who took part in that work.
SELECT work_item_id, work_item.key, work_item.done_at, what,
       CASE WHEN EXISTS (SELECT FROM contribution JOIN account ON account.id = account_id
                          WHERE contribution.work_item_id = work_item.id
                            AND account.person_id = %(me)s) THEN work_item.title END AS title
  FROM dialogue_evidence
  JOIN work_item ON work_item.id = work_item_id
 WHERE dialogue_id = %(id)s
 ORDER BY work_item.done_at, work_item_id;

-- peers
-- Who was invited to a dialogue.
SELECT person_id, person.name, accepted_at, sees_it_so_at
  FROM dialogue_peer
  JOIN person ON person.id = person_id
 WHERE dialogue_id = %(id)s
 ORDER BY place;

-- answers
-- What peers said of the signals.
SELECT person_id, signal, says, example
  FROM dialogue_answer
 WHERE dialogue_id = %(id)s
 ORDER BY signal, person_id;

-- candidates
-- The latest finished work of a person that practised a skill.
SELECT DISTINCT work_item.id AS work_item_id, work_item.key, work_item.title, work_item.done_at
  FROM account
  JOIN contribution ON contribution.account_id = account.id
                   AND contribution.role IN ('assignee', 'page_author')
  JOIN work_item ON work_item.id = contribution.work_item_id
  JOIN standing ON standing.work_item_id = work_item.id
               AND standing.person_id = account.person_id
               AND standing.skill_id = %(skill_id)s
 WHERE account.person_id = %(person_id)s
   AND work_item.done_at IS NOT NULL
   AND work_item.deleted_at IS NULL
 ORDER BY work_item.done_at DESC, work_item.id DESC
 LIMIT %(limit)s;

-- begin_dialogue
-- Propose a level of a skill, against its present text; nothing while one is open.
INSERT INTO dialogue (person_id, skill_id, skill_version_id, level, state, made_at)
SELECT %(person_id)s, skill_id, version.id, %(level)s, 'draft', %(now)s
  FROM skill_version AS version
 WHERE skill_id = %(skill_id)s
 ORDER BY number DESC
 LIMIT 1
    ON CONFLICT (person_id, skill_id) WHERE ended_at IS NULL DO NOTHING
RETURNING id;

-- add_evidence
-- One piece of finished work of mine that practised the skill, and what I did in it.
INSERT INTO dialogue_evidence (dialogue_id, work_item_id, what)
SELECT dialogue.id, work_item.id, %(what)s
  FROM dialogue
  JOIN account ON account.person_id = dialogue.person_id
  JOIN contribution ON contribution.account_id = account.id
                   AND contribution.role IN ('assignee', 'page_author')
  JOIN work_item ON work_item.id = contribution.work_item_id
                AND work_item.done_at IS NOT NULL
                AND work_item.deleted_at IS NULL
  JOIN standing ON standing.work_item_id = work_item.id
               AND standing.person_id = account.person_id
               AND standing.skill_id = dialogue.skill_id
 WHERE dialogue.id = %(id)s
   AND dialogue.person_id = %(me)s
   AND work_item.id = %(work_item_id)s
   AND (SELECT count(*) FROM dialogue_evidence WHERE dialogue_id = dialogue.id) < %(most)s
 LIMIT 1
    ON CONFLICT (dialogue_id, work_item_id) DO UPDATE SET what = excluded.what;

-- remove_evidence
-- Leave a piece of work out, while nobody is invited.
DELETE FROM dialogue_evidence
 USING dialogue
 WHERE dialogue.id = dialogue_evidence.dialogue_id
   AND dialogue.id = %(id)s
   AND dialogue.person_id = %(me)s
   AND dialogue.state = 'draft'
   AND work_item_id = %(work_item_id)s;

-- invite_peer
-- Ask a colleague who takes part, at the next place that is free.
INSERT INTO dialogue_peer (dialogue_id, person_id, place, invited_at)
SELECT dialogue.id, participant.person_id,
       1 + (SELECT count(*) FROM dialogue_peer WHERE dialogue_id = dialogue.id), %(now)s
  FROM dialogue
  JOIN participant ON participant.person_id = %(person_id)s
                  AND participant.person_id <> dialogue.person_id
 WHERE dialogue.id = %(id)s
   AND dialogue.person_id = %(me)s
    ON CONFLICT (dialogue_id, person_id) DO NOTHING;

-- mark_invited
-- Somebody was asked, so what it rests on stays.
UPDATE dialogue
   SET state = 'invited'
 WHERE id = %(id)s
   AND state = 'draft';

-- accept_peer
-- Take part, when one placed oneself at that level of the skill, or higher.
UPDATE dialogue_peer
   SET accepted_at = %(now)s
  FROM dialogue
 WHERE dialogue.id = dialogue_peer.dialogue_id
   AND dialogue.id = %(id)s
   AND dialogue_peer.person_id = %(me)s
   AND passed_at IS NULL
   AND (SELECT placement.level FROM placement
         WHERE placement.person_id = %(me)s
           AND placement.skill_id = dialogue.skill_id
         ORDER BY placement.id DESC LIMIT 1) >= dialogue.level;

-- pass_peer
-- Not this time; what one said so far goes.
UPDATE dialogue_peer
   SET passed_at = %(now)s, accepted_at = NULL, sees_it_so_at = NULL
 WHERE dialogue_id = %(id)s
   AND person_id = %(me)s;

-- forget_answers
-- What a peer said of the signals.
DELETE FROM dialogue_answer
 WHERE dialogue_id = %(id)s
   AND person_id = %(me)s;

-- keep_answers
-- What a peer who takes part says of the signals.
INSERT INTO dialogue_answer (dialogue_id, person_id, signal, says, example)
SELECT dialogue_id, person_id, signal, says, example
  FROM dialogue_peer
 CROSS JOIN unnest(%(signals)s::integer[], %(says)s::text[], %(examples)s::text[])
         AS told (signal, says, example)
 WHERE dialogue_id = %(id)s
   AND person_id = %(me)s
   AND accepted_at IS NOT NULL;

-- write_note
-- The note anew; whoever saw it so has to look again.
UPDATE dialogue
   SET note = %(note)s, next_step = %(next_step)s, look_back_on = %(look_back_on)s,
       noted_at = %(now)s
 WHERE id = %(id)s;

-- forget_agreement
-- Nobody has seen the new note yet but whoever wrote it.
UPDATE dialogue_peer
   SET sees_it_so_at = CASE WHEN person_id = %(me)s THEN %(now)s::timestamptz END
 WHERE dialogue_id = %(id)s;

-- see_it_so
-- A peer agrees with the note as it reads now.
UPDATE dialogue_peer
   SET sees_it_so_at = %(now)s
 WHERE dialogue_id = %(id)s
   AND person_id = %(me)s
   AND accepted_at IS NOT NULL;

-- end_dialogue
-- It came to an end.
UPDATE dialogue
   SET state = %(state)s, ended_at = %(now)s
 WHERE id = %(id)s
   AND person_id = %(me)s
   AND ended_at IS NULL;

-- withdraw_dialogue
-- Taken back by whom it is of, whether it had ended or not.
UPDATE dialogue
   SET state = 'withdrawn', ended_at = coalesce(ended_at, %(now)s)
 WHERE id = %(id)s
   AND person_id = %(me)s;
