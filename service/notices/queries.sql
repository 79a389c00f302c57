-- rhythms
-- How often these people want to be told of what, where they chose it.
SELECT person_id, kind, rhythm
  FROM notice_choice
 WHERE person_id = ANY(%(ids)s::bigint[]);

-- mail_choices
-- On which day the weekly digest of these people comes, and whether its links sign in.
SELECT person_id, weekly_on, signs_in
  FROM mail_choice
 WHERE person_id = ANY(%(ids)s::bigint[]);

-- choose_rhythms
-- How often a person wants to be told of these kinds.
INSERT INTO notice_choice (person_id, kind, rhythm)
SELECT %(person_id)s, kind, rhythm
  FROM unnest(%(kinds)s::text[], %(rhythms)s::text[]) AS chosen (kind, rhythm)
    ON CONFLICT (person_id, kind) DO UPDATE SET rhythm = excluded.rhythm;

-- choose_mail
-- On which day the weekly digest of a person comes, and whether its links sign in.
INSERT INTO mail_choice (person_id, weekly_on, signs_in)
VALUES (%(person_id)s, %(weekly_on)s, %(signs_in)s)
    ON CONFLICT (person_id) DO UPDATE
   SET weekly_on = excluded.weekly_on, signs_in = excluded.signs_in;

-- without_digest
-- Who works here, has been welcomed and has no digest of this day.
SELECT id
  FROM person
 WHERE left_at IS NULL
   AND welcomed_at IS NOT NULL
   AND NOT EXISTS (SELECT FROM letter
                    WHERE letter.person_id = person.id
                      AND letter.day = %(day)s)
 ORDER BY id;

-- news
-- What these people have not been told yet, of every kind but the unseen.
WITH found (person_id, kind, about_id) AS (
  SELECT giver_id, 'ask', id
    FROM ask
   WHERE state = 'open'
     AND closes_at > %(now)s
   UNION ALL
  SELECT giver_id, 'reminder', id
    FROM ask
   WHERE state = 'open'
     AND closes_at > %(now)s
     AND closes_at <= %(soon)s
     AND opened_at <= %(long_ago)s
     AND EXISTS (SELECT FROM told WHERE told.person_id = giver_id AND kind = 'ask' AND about_id = ask.id)
   UNION ALL
  SELECT receiver_id, 'words', id
    FROM feedback
   WHERE first_read_at IS NULL
     AND withdrawn_at IS NULL
   UNION ALL
  SELECT person_id, 'shown', feedback_id
    FROM onward
   WHERE shared_at > %(since)s
   UNION ALL
  SELECT person_id, 'thanks', thanks_id
    FROM thanked
    JOIN thanks ON thanks.id = thanks_id
   WHERE first_read_at IS NULL
     AND withdrawn_at IS NULL
     AND given_at > %(since)s
   UNION ALL
  SELECT person_id, kind, feedback_id
    FROM come_back
   WHERE at > %(since)s
   UNION ALL
  SELECT trusted.person_id, 'report', report.id
    FROM report
    JOIN trusted ON trusted.person_id NOT IN (reporter_id, giver_id)
   WHERE closed_at IS NULL
   UNION ALL
  SELECT receiver_id, 'proposal', id
    FROM ask
   WHERE state = 'proposed'
     AND closes_at > %(now)s
   UNION ALL
  SELECT dialogue_peer.person_id, 'dialogue', dialogue_id
    FROM dialogue_peer
    JOIN dialogue ON dialogue.id = dialogue_id
   WHERE state = 'invited'
     AND accepted_at IS NULL
     AND passed_at IS NULL
     AND invited_at > %(since)s
   UNION ALL
  SELECT proposer_id, 'answered', id
    FROM proposal
   WHERE state IN ('accepted', 'declined')
     AND answer_read_at IS NULL
     AND answered_at > %(since)s
   UNION ALL
  SELECT adviser_id, 'advice', request_id
    FROM advice
    JOIN request ON request.id = request_id
   WHERE said IS NULL
     AND state = 'advice'
     AND asked_at > %(since)s
   UNION ALL
  SELECT budget_owner.person_id, 'decide', request.id
    FROM request
    JOIN budget_owner ON budget_owner.person_id <> request.person_id
   WHERE state = 'pending'
   UNION ALL
  SELECT person_id, 'advised', request.id
    FROM request
   WHERE state = 'advice'
     AND EXISTS (SELECT FROM advice WHERE request_id = request.id AND said_at > %(since)s)
     AND NOT EXISTS (SELECT FROM advice WHERE request_id = request.id AND said IS NULL)
   UNION ALL
  SELECT person_id, CASE state WHEN 'question' THEN 'wish_question' ELSE 'ending' END, request.id
    FROM request
   WHERE state = 'question'
      OR reminded_at IS NOT NULL AND closes_at > %(now)s
   UNION ALL
  SELECT DISTINCT person_id, 'decided', request_id
    FROM request_step AS step
    JOIN request ON request.id = request_id
   WHERE step.state IN ('committed', 'declined')
     AND by_id <> person_id
     AND at > %(since)s
)
SELECT person_id, kind, about_id
  FROM found
 WHERE person_id = ANY(%(ids)s::bigint[])
   AND NOT EXISTS (SELECT FROM told
                    WHERE told.person_id = found.person_id
                      AND told.kind = found.kind
                      AND told.about_id = found.about_id)
 ORDER BY person_id, kind, about_id;

-- told_of
-- Which of these things a person was told of.
SELECT about_id
  FROM told
 WHERE person_id = %(person_id)s
   AND kind = %(kind)s
   AND about_id = ANY(%(ids)s::bigint[]);

-- write_digest
-- The digest of a day for a person, once; the id.
INSERT INTO letter (person_id, day, state, written_at, changed_at)
VALUES (%(person_id)s, %(day)s, %(state)s, %(now)s, %(now)s)
    ON CONFLICT (person_id, chat_id, day) WHERE day IS NOT NULL DO NOTHING
RETURNING id;

-- tell
-- What stands in a digest; what the person was told before does not.
INSERT INTO told (letter_id, person_id, kind, about_id)
SELECT %(letter_id)s, %(person_id)s, kind, about_id
  FROM unnest(%(kinds)s::text[], %(about_ids)s::bigint[]) AS news (kind, about_id)
    ON CONFLICT ON CONSTRAINT nothing_is_told_twice DO NOTHING;

-- write_sealed
-- A letter with a link, to a person; the id.
INSERT INTO letter (person_id, sealed, state, written_at, changed_at)
VALUES (%(person_id)s, %(sealed)s, 'waiting', %(now)s, %(now)s)
RETURNING id;

-- letter
-- A letter by id.
SELECT id, person_id, chat_id, day, sealed, state, tries
  FROM letter
 WHERE id = %(id)s;

-- addressee
-- To whom a letter goes, if they still work here.
SELECT person.id AS person_id, name, email, language, coalesce(signs_in, false) AS signs_in
  FROM person
  LEFT JOIN mail_choice ON mail_choice.person_id = person.id
 WHERE person.id = %(person_id)s
   AND left_at IS NULL;

-- lines
-- What a digest tells, without what was answered, read or withdrawn since it was written.
SELECT told.kind, about_id, receiver.name, key, title, eyes_on, closes_at
  FROM told
  JOIN ask ON ask.id = about_id
  JOIN work_item ON work_item.id = ask.work_item_id
  JOIN person AS receiver ON receiver.id = ask.receiver_id
 WHERE letter_id = %(letter_id)s
   AND told.kind IN ('ask', 'reminder')
   AND ask.state = 'open'
   AND closes_at > %(now)s
 UNION ALL
SELECT told.kind, about_id, giver.name, key, title, NULL, NULL
  FROM told
  JOIN feedback ON feedback.id = about_id
  JOIN work_item ON work_item.id = feedback.work_item_id
  JOIN person AS giver ON giver.id = feedback.giver_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'words'
   AND first_read_at IS NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT told.kind, about_id, giver.name, key, title, NULL, NULL
  FROM told
  JOIN ask ON ask.id = about_id
  JOIN work_item ON work_item.id = ask.work_item_id
  JOIN person AS giver ON giver.id = ask.giver_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'proposal'
   AND ask.state = 'proposed'
 UNION ALL
SELECT told.kind, about_id, other.name, key, title, NULL, NULL
  FROM told
  JOIN come_back ON come_back.person_id = told.person_id
                AND come_back.kind = told.kind
                AND come_back.feedback_id = about_id
  JOIN work_item ON work_item.id = come_back.work_item_id
  JOIN person AS other ON other.id = come_back.from_id
 WHERE letter_id = %(letter_id)s
 UNION ALL
SELECT told.kind, about_id, receiver.name, NULL, NULL, NULL, NULL
  FROM told
  JOIN onward ON onward.feedback_id = about_id
             AND onward.person_id = told.person_id
  JOIN feedback ON feedback.id = about_id
  JOIN person AS receiver ON receiver.id = receiver_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'shown'
   AND withdrawn_at IS NULL
 UNION ALL
SELECT told.kind, about_id, giver.name, NULL, NULL, NULL, NULL
  FROM told
  JOIN thanked ON thanked.thanks_id = about_id
              AND thanked.person_id = told.person_id
  JOIN thanks ON thanks.id = about_id
  JOIN person AS giver ON giver.id = giver_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'thanks'
   AND first_read_at IS NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT told.kind, about_id, NULL, NULL, NULL, NULL, NULL
  FROM told
  JOIN report ON report.id = about_id
  JOIN trusted ON trusted.person_id = told.person_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'report'
   AND closed_at IS NULL
   AND told.person_id NOT IN (reporter_id, giver_id)
 UNION ALL
SELECT told.kind, about_id, person.name, NULL, NULL, NULL, NULL
  FROM told
  JOIN dialogue ON dialogue.id = about_id
  JOIN dialogue_peer ON dialogue_peer.dialogue_id = dialogue.id
                    AND dialogue_peer.person_id = told.person_id
  JOIN person ON person.id = dialogue.person_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'dialogue'
   AND dialogue.state = 'invited'
   AND accepted_at IS NULL
   AND passed_at IS NULL
 UNION ALL
SELECT told.kind, about_id, NULL, NULL, NULL, NULL, NULL
  FROM told
  JOIN proposal ON proposal.id = about_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'answered'
   AND answer_read_at IS NULL
 UNION ALL
SELECT told.kind, about_id, CASE WHEN person.id <> told.person_id THEN person.name END, NULL, NULL,
       NULL, closes_at
  FROM told
  JOIN request ON request.id = about_id
  JOIN person ON person.id = request.person_id
 WHERE letter_id = %(letter_id)s
   AND CASE told.kind
       WHEN 'advice' THEN state = 'advice'
                          AND EXISTS (SELECT FROM advice
                                       WHERE request_id = request.id
                                         AND adviser_id = told.person_id
                                         AND said IS NULL)
       WHEN 'decide' THEN state = 'pending'
                          AND EXISTS (SELECT FROM budget_owner
                                       WHERE budget_owner.person_id = told.person_id)
       WHEN 'advised' THEN state = 'advice'
       WHEN 'wish_question' THEN state = 'question'
       WHEN 'decided' THEN state IN ('committed', 'declined')
       WHEN 'ending' THEN reminded_at IS NOT NULL AND closes_at > %(now)s
       ELSE false END
 UNION ALL
SELECT told.kind, about_id, NULL, key, title, NULL, NULL
  FROM told
  JOIN work_item ON work_item.id = about_id
 WHERE letter_id = %(letter_id)s
   AND told.kind = 'unseen'
   AND deleted_at IS NULL
 ORDER BY 1, 2;

-- begin_sending
-- A letter is handed over from this moment on, by one worker.
UPDATE letter
   SET state = 'sending', tries = tries + 1, changed_at = %(now)s
 WHERE id = %(id)s
   AND state = 'waiting';

-- settle
-- What became of a letter; a text with a link goes once it is sent.
UPDATE letter
   SET state = %(state)s, changed_at = %(now)s, reason = %(reason)s,
       sealed = CASE WHEN %(state)s = 'sent' THEN NULL ELSE sealed END
 WHERE id = %(id)s
   AND state IN ('waiting', 'sending');

-- put_off
-- A letter that could not be handed over waits for another try; how many there were.
UPDATE letter
   SET state = 'waiting', changed_at = %(now)s, reason = %(reason)s,
       tries = tries + CASE state WHEN 'waiting' THEN 1 ELSE 0 END
 WHERE id = %(id)s
   AND state IN ('waiting', 'sending')
RETURNING tries;

-- leave_unsure
-- Letters that a worker was handing over when it died; they may have arrived.
UPDATE letter
   SET state = 'unsure', changed_at = %(now)s
 WHERE state = 'sending'
   AND changed_at < %(before)s;

-- forget_empty
-- Digests in which nothing stood go after a while.
DELETE FROM letter
 WHERE state = 'nothing'
   AND changed_at < %(before)s;

-- troubles
-- Letters that were not sent at the first try, the latest first.
SELECT letter.id, coalesce(person.name, team.name, '') AS to, letter.chat_id IS NOT NULL AS is_chat,
       day, state, tries, changed_at, reason
  FROM letter
  LEFT JOIN person ON person.id = letter.person_id
  LEFT JOIN chat ON chat.id = letter.chat_id
  LEFT JOIN team ON team.id = chat.team_id
 WHERE state IN ('failed', 'unsure')
    OR (state IN ('waiting', 'sending') AND tries > 0)
 ORDER BY letter.id DESC
 LIMIT %(limit)s;

-- try_again
-- An administrator has a letter sent again.
UPDATE letter
   SET state = 'waiting', tries = 0, changed_at = %(now)s
 WHERE id = %(id)s
   AND state IN ('failed', 'unsure');

-- let_go
-- An administrator lets a letter be.
UPDATE letter
   SET state = 'nothing', sealed = NULL, changed_at = %(now)s
 WHERE id = %(id)s
   AND state IN ('failed', 'unsure');
