-- lock_person
-- One aim of a person at a time, so that what two windows send does not cross.
SELECT id
  FROM person
 WHERE id = %(person_id)s
   FOR NO KEY UPDATE;

-- skill_now
-- The skill that this one is now, which it stays until the transaction ends.
SELECT coalesce(merged_into, id)
  FROM skill
 WHERE id = %(skill_id)s
   FOR KEY SHARE;

-- place
-- Say of oneself, against the skill's present words.
INSERT INTO placement (person_id, skill_id, skill_version_id, level, wish, is_glad_to_help,
                       placed_at)
SELECT %(person_id)s, skill_id, skill_version.id, %(level)s, %(wish)s, %(is_glad_to_help)s, %(now)s
  FROM skill_version
 WHERE skill_id = %(skill_id)s
 ORDER BY number DESC
 LIMIT 1
RETURNING id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, placed_at;

-- placements
-- What a person says now: the latest of each skill, or of one.
SELECT DISTINCT ON (skill_id)
       id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, placed_at
  FROM placement
 WHERE person_id = %(person_id)s
   AND (%(skill_id)s::bigint IS NULL OR skill_id = %(skill_id)s)
 ORDER BY skill_id, id DESC;

-- history
-- All that a person said about one skill, newest first.
SELECT id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, placed_at
  FROM placement
 WHERE person_id = %(person_id)s
   AND skill_id = %(skill_id)s
 ORDER BY id DESC
 LIMIT %(limit)s;

-- count_on_skill
-- How many people said something of themselves in a skill.
SELECT count(DISTINCT person_id)
  FROM placement
 WHERE skill_id = %(skill_id)s;
