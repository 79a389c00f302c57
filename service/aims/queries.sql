-- lock_person
-- One placement of a person at a time, so that the number of focuses holds.
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
                       will_try, placed_at)
SELECT %(person_id)s, skill_id, skill_version.id, %(level)s, %(wish)s, %(is_glad_to_help)s,
       %(will_try)s, %(now)s
  FROM skill_version
 WHERE skill_id = %(skill_id)s
 ORDER BY number DESC
 LIMIT 1
RETURNING id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, will_try,
          placed_at;

-- placements
-- What a person says now: the latest of each skill, or of one.
SELECT DISTINCT ON (skill_id)
       id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, will_try, placed_at
  FROM placement
 WHERE person_id = %(person_id)s
   AND (%(skill_id)s::bigint IS NULL OR skill_id = %(skill_id)s)
 ORDER BY skill_id, id DESC;

-- history
-- All that a person said about one skill, newest first.
SELECT id, person_id, skill_id, skill_version_id, level, wish, is_glad_to_help, will_try, placed_at
  FROM placement
 WHERE person_id = %(person_id)s
   AND skill_id = %(skill_id)s
 ORDER BY id DESC
 LIMIT %(limit)s;

-- focuses
-- The skills that these people want to grow in now, in the order of the catalogue.
SELECT latest.person_id, latest.skill_id, skill.slug, version.name_en, version.name_nl
  FROM (SELECT DISTINCT ON (person_id, skill_id) person_id, skill_id, wish
          FROM placement
         WHERE person_id = ANY(%(person_ids)s::bigint[])
         ORDER BY person_id, skill_id, id DESC) AS latest
  JOIN skill ON skill.id = latest.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE latest.wish = 3
 ORDER BY latest.person_id, area.position, area.id, skill.position, skill.id;

-- follow_merged
-- What was said of a skill that was merged stands under the other; its version tells what it was.
UPDATE placement
   SET skill_id = skill.merged_into
  FROM skill
 WHERE skill.id = placement.skill_id
   AND skill.merged_into IS NOT NULL;

-- count_on_skill
-- How many people said something of themselves in a skill.
SELECT count(DISTINCT person_id)
  FROM placement
 WHERE skill_id = %(skill_id)s;
