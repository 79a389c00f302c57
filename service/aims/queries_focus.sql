-- open_focuses
-- What a person wants to grow in now, in the order of the catalogue.
SELECT focus.id, focus.person_id, focus.skill_id, will_try, is_shown_to_givers, begun_at,
       trying_since, ended_at, skill.slug, version.name_en, version.name_nl
  FROM focus
  JOIN skill ON skill.id = focus.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE person_id = %(person_id)s
   AND ended_at IS NULL
 ORDER BY area.position, area.id, skill.position, skill.id;

-- focuses_on
-- When a skill was the focus of a person, latest first.
SELECT id, person_id, skill_id, will_try, is_shown_to_givers, begun_at, trying_since, ended_at
  FROM focus
 WHERE person_id = %(person_id)s
   AND skill_id = %(skill_id)s
 ORDER BY id DESC
 LIMIT %(limit)s;

-- begin_focus
-- A skill becomes the focus of a person, in the first slot that is free; nothing when none is.
INSERT INTO focus (person_id, skill_id, slot, will_try, is_shown_to_givers, was_shown_to_givers,
                   begun_at, trying_since)
SELECT %(person_id)s, skill.id, slot, %(will_try)s, %(is_shown_to_givers)s,
       %(is_shown_to_givers)s, %(now)s, %(now)s
  FROM skill
 CROSS JOIN generate_series(1, %(most)s) AS slot
 WHERE skill.id = %(skill_id)s
   AND NOT EXISTS (SELECT FROM focus AS taken
                    WHERE taken.person_id = %(person_id)s
                      AND taken.slot = slot.slot
                      AND taken.ended_at IS NULL)
 ORDER BY slot
 LIMIT 1;

-- change_focus
-- What a person tries in their focus, and whether givers see it.
UPDATE focus
   SET trying_since = CASE WHEN will_try IS DISTINCT FROM %(will_try)s THEN %(now)s
                           ELSE trying_since END,
       will_try = %(will_try)s, is_shown_to_givers = %(is_shown_to_givers)s,
       was_shown_to_givers = was_shown_to_givers OR %(is_shown_to_givers)s
 WHERE person_id = %(person_id)s
   AND skill_id = %(skill_id)s
   AND ended_at IS NULL;

-- end_focus
-- A focus comes to rest.
UPDATE focus
   SET ended_at = %(now)s, slot = NULL
 WHERE person_id = %(person_id)s
   AND skill_id = %(skill_id)s
   AND ended_at IS NULL;
