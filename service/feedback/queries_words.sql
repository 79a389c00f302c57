-- give
-- A feedback, as the answer to an ask.
INSERT INTO feedback (ask_id, work_item_id, giver_id, receiver_id, closeness, moment, effect, step, readers, given_at)
SELECT id, work_item_id, giver_id, receiver_id, %(closeness)s::text, %(moment)s::text, %(effect)s::text,
       %(step)s::text, %(readers)s::text, %(now)s::timestamptz
  FROM ask
 WHERE id = %(ask_id)s
RETURNING id;

-- observe
-- What was seen of skills, each in the version that it has now; one that was merged goes where it went.
INSERT INTO observation (feedback_id, skill_id, skill_version_id, level, could_not_show_more)
SELECT DISTINCT ON (version.id)
       %(feedback_id)s::bigint, now_in.id, version.id, seen.level, seen.could_not_show_more
  FROM unnest(%(skill_ids)s::bigint[], %(levels)s::integer[], %(flags)s::boolean[])
       AS seen (skill_id, level, could_not_show_more)
  JOIN skill ON skill.id = seen.skill_id
  JOIN skill AS now_in ON now_in.id = coalesce(skill.merged_into, skill.id)
 CROSS JOIN LATERAL (SELECT id
                       FROM skill_version
                      WHERE skill_version.skill_id = now_in.id
                        AND valid_from <= %(now)s::timestamptz
                      ORDER BY number DESC
                      LIMIT 1) AS version
 ORDER BY version.id;

-- hold_skills
-- Skills that stay as they are, in no other skill, until the transaction ends.
SELECT id
  FROM skill
 WHERE id = ANY(%(ids)s::bigint[])
 ORDER BY id
   FOR KEY SHARE;

-- forget_observations
-- The observations of a feedback go.
DELETE FROM observation
 WHERE feedback_id = %(feedback_id)s;

-- held_feedback
-- A feedback of which the actor is giver or receiver, held until the transaction ends.
SELECT id, giver_id, receiver_id, readers, given_at, first_read_at, withdrawn_at
  FROM feedback
 WHERE id = %(id)s
   AND (giver_id = %(person_id)s OR receiver_id = %(person_id)s)
   FOR UPDATE;

-- change
-- Other words; whoever agreed to share the earlier ones is asked again.
UPDATE feedback
   SET closeness = %(closeness)s, moment = %(moment)s, effect = %(effect)s, step = %(step)s,
       readers = %(readers)s, changed_at = %(now)s, shared_at = NULL
 WHERE id = %(id)s;

-- withdraw
-- The giver takes the words back: they are emptied.
UPDATE feedback
   SET moment = NULL, effect = NULL, step = NULL, shared_at = NULL, withdrawn_at = %(now)s
 WHERE id = %(id)s;

-- mark_read
-- The receiver opens the words for the first time.
UPDATE feedback
   SET first_read_at = %(now)s
 WHERE id = %(id)s
   AND receiver_id = %(receiver_id)s
   AND first_read_at IS NULL
   AND withdrawn_at IS NULL;

-- share
-- The receiver agrees to the wider circle, or takes that back (no time).
UPDATE feedback
   SET shared_at = %(shared_at)s
 WHERE id = %(id)s;

-- feedback
-- A feedback for whoever may read something of it, with the circle the reader is in.
SELECT words.*, circle.name AS circle
  FROM words
 CROSS JOIN LATERAL (
       SELECT CASE
              WHEN giver_id = %(reader_id)s THEN 'giver'
              WHEN withdrawn_at IS NOT NULL THEN NULL
              WHEN receiver_id = %(reader_id)s THEN 'receiver'
              WHEN shared_at IS NULL THEN NULL
              WHEN readers = 'team'
                   AND EXISTS (SELECT FROM membership AS mine
                                 JOIN membership AS theirs ON theirs.team_id = mine.team_id
                                WHERE mine.person_id = %(reader_id)s AND mine.until IS NULL
                                  AND theirs.person_id = receiver_id AND theirs.until IS NULL)
                   THEN 'team'
              WHEN readers = 'wall'
                   AND EXISTS (SELECT FROM participant WHERE person_id = %(reader_id)s)
                   THEN 'wall'
              END AS name) AS circle
 WHERE words.id = %(id)s
   AND circle.name IS NOT NULL;

-- words_for
-- Words that a person received, latest first.
SELECT words.*, 'receiver' AS circle
  FROM words
 WHERE receiver_id = %(person_id)s
   AND withdrawn_at IS NULL
   AND (%(before)s::bigint IS NULL
        OR (given_at, words.id) < (SELECT earlier.given_at, earlier.id FROM feedback AS earlier
                                       WHERE earlier.id = %(before)s))
 ORDER BY given_at DESC, words.id DESC
 LIMIT %(limit)s;

-- words_by
-- Words that a person gave, latest first.
SELECT words.*, 'giver' AS circle
  FROM words
 WHERE giver_id = %(person_id)s
   AND (%(before)s::bigint IS NULL
        OR (given_at, words.id) < (SELECT earlier.given_at, earlier.id FROM feedback AS earlier
                                       WHERE earlier.id = %(before)s))
 ORDER BY given_at DESC, words.id DESC
 LIMIT %(limit)s;

-- words_to_read
-- What a person has not read yet, then what they read since a given time, latest first.
SELECT words.*, 'receiver' AS circle
  FROM words
 WHERE receiver_id = %(person_id)s
   AND withdrawn_at IS NULL
   AND (first_read_at IS NULL OR first_read_at > %(since)s)
 ORDER BY first_read_at IS NOT NULL, given_at DESC, words.id DESC
 LIMIT %(limit)s;

-- shared_words
-- What others lately shared with a team of mine or on the wall, latest first.
SELECT words.*, readers AS circle
  FROM words
 WHERE shared_at > %(since)s
   AND withdrawn_at IS NULL
   AND %(person_id)s NOT IN (giver_id, receiver_id)
   AND ((readers = 'wall' AND EXISTS (SELECT FROM participant WHERE person_id = %(person_id)s))
        OR (readers = 'team'
            AND EXISTS (SELECT FROM membership AS mine
                          JOIN membership AS theirs ON theirs.team_id = mine.team_id
                         WHERE mine.person_id = %(person_id)s AND mine.until IS NULL
                           AND theirs.person_id = receiver_id AND theirs.until IS NULL)))
 ORDER BY shared_at DESC
 LIMIT %(limit)s;

-- observations
-- What was seen of skills in these feedbacks, in the order of the catalogue.
SELECT feedback_id, observation.skill_id, skill_version.name_en, skill_version.name_nl, level, could_not_show_more
  FROM observation
  JOIN skill_version ON skill_version.id = observation.skill_version_id
  JOIN skill ON skill.id = observation.skill_id
  JOIN area ON area.id = skill.area_id
 WHERE feedback_id = ANY(%(feedback_ids)s::bigint[])
 ORDER BY feedback_id, area.position, skill.position, skill.id;

-- follow_merged
-- What was seen of a skill that was merged stands under the other; its version tells what it was.
UPDATE observation
   SET skill_id = skill.merged_into
  FROM skill
 WHERE skill.id = observation.skill_id
   AND skill.merged_into IS NOT NULL;

-- count_on_skill
-- How many people something was seen of in a skill.
SELECT count(DISTINCT feedback.receiver_id)
  FROM observation
  JOIN feedback ON feedback.id = observation.feedback_id
 WHERE observation.skill_id = %(skill_id)s;
