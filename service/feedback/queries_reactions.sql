-- reaction
-- What the receiver gave back for words, for the two of them; empty where they gave nothing yet.
SELECT feedback.id AS feedback_id, thanked_at, helped, will_do, question, answer,
       reaction.changed_at, answered_at, seen_at
  FROM feedback
  LEFT JOIN reaction ON reaction.feedback_id = feedback.id
 WHERE feedback.id = %(feedback_id)s
   AND %(person_id)s IN (giver_id, receiver_id)
   AND withdrawn_at IS NULL;

-- reactions
-- What came back for some words, for the two of them.
SELECT feedback_id, thanked_at, helped, will_do, question, answer, reaction.changed_at, answered_at, seen_at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE feedback_id = ANY(%(feedback_ids)s::bigint[])
   AND %(person_id)s IN (giver_id, receiver_id)
   AND withdrawn_at IS NULL;

-- in_motion
-- Words of a giver that set something in motion which they have not seen, latest first.
SELECT feedback_id, receiver.name AS receiver, work_item.key, work_item.title,
       question IS NOT NULL AND answer IS NULL AS has_question, reaction.changed_at AS at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
  JOIN work_item ON work_item.id = feedback.work_item_id
  JOIN person AS receiver ON receiver.id = receiver_id
 WHERE giver_id = %(giver_id)s
   AND withdrawn_at IS NULL
   AND (reaction.seen_at IS NULL OR reaction.seen_at < reaction.changed_at
        OR (question IS NOT NULL AND answer IS NULL))
 ORDER BY reaction.changed_at DESC, feedback_id DESC
 LIMIT %(limit)s;

-- react
-- The receiver thanks, says whether it helped and what they will do with it.
INSERT INTO reaction (feedback_id, thanked_at, helped, will_do, changed_at)
VALUES (%(feedback_id)s, %(thanked_at)s, %(helped)s, %(will_do)s, %(now)s)
    ON CONFLICT (feedback_id) DO UPDATE
   SET thanked_at = CASE WHEN excluded.thanked_at IS NOT NULL
                         THEN coalesce(reaction.thanked_at, excluded.thanked_at) END,
       helped = excluded.helped, will_do = excluded.will_do, changed_at = excluded.changed_at;

-- ask_back
-- The receiver asks the giver something, until that is answered.
INSERT INTO reaction (feedback_id, question, changed_at)
VALUES (%(feedback_id)s, %(question)s, %(now)s)
    ON CONFLICT (feedback_id) DO UPDATE
   SET question = excluded.question, changed_at = excluded.changed_at
 WHERE reaction.answer IS NULL;

-- answer_back
-- The giver answers what was asked back, and has thereby seen it.
UPDATE reaction
   SET answer = %(answer)s, answered_at = %(now)s, seen_at = %(now)s
 WHERE feedback_id = %(feedback_id)s
   AND question IS NOT NULL;

-- see_reaction
-- The giver saw what came back.
UPDATE reaction
   SET seen_at = %(now)s
  FROM feedback
 WHERE feedback.id = feedback_id
   AND feedback_id = %(feedback_id)s
   AND giver_id = %(giver_id)s
   AND (reaction.seen_at IS NULL OR reaction.seen_at < reaction.changed_at);

-- forget_reaction
-- What came back for words goes with them.
DELETE FROM reaction
 WHERE feedback_id = %(feedback_id)s;

-- choose_for_map
-- The receiver says of which skills these words count on their map.
UPDATE observation
   SET on_map = skill_id = ANY(%(skill_ids)s::bigint[])
 WHERE feedback_id = %(feedback_id)s;

-- off_the_map
-- Skills of which the receiver lets these words not count.
SELECT skill_id
  FROM observation
 WHERE feedback_id = %(feedback_id)s
   AND NOT on_map;

-- keep_off_the_map
-- What the receiver chose stays, though the words are others now.
UPDATE observation
   SET on_map = false
 WHERE feedback_id = %(feedback_id)s
   AND skill_id = ANY(%(skill_ids)s::bigint[]);

-- show_to
-- The receiver shows words to somebody who takes part.
INSERT INTO onward (feedback_id, person_id, shared_at)
SELECT %(feedback_id)s::bigint, person_id, %(now)s::timestamptz
  FROM participant
 WHERE person_id = %(person_id)s
    ON CONFLICT DO NOTHING;

-- hide_from
-- The receiver does not show words to somebody any more.
DELETE FROM onward
 WHERE feedback_id = %(feedback_id)s
   AND person_id = %(person_id)s;

-- hide_from_all
-- Words are shown to nobody any more.
DELETE FROM onward
 WHERE feedback_id = %(feedback_id)s;

-- shown_to
-- To whom words were shown, for the two of them.
SELECT onward.person_id, person.name, onward.shared_at
  FROM onward
  JOIN feedback ON feedback.id = feedback_id
  JOIN person ON person.id = onward.person_id
 WHERE feedback_id = %(feedback_id)s
   AND %(person_id)s IN (giver_id, receiver_id)
 ORDER BY onward.shared_at, person.name, person.id;
