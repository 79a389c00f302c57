-- add_area
-- An area of the catalogue; one that exists stays as it is.
INSERT INTO area (slug, position, name_en, name_nl)
VALUES (%(slug)s, %(position)s, %(name_en)s, %(name_nl)s)
    ON CONFLICT ON CONSTRAINT area_slug_is_unique DO NOTHING;

-- add_skill
-- A skill of the catalogue; one that exists stays as it is.
INSERT INTO skill (slug, area_id, position)
SELECT %(slug)s, area.id, %(position)s
  FROM area
 WHERE area.slug = %(area)s
    ON CONFLICT ON CONSTRAINT skill_slug_is_unique DO NOTHING
RETURNING id;

-- add_version
-- The next version of a skill's texts.
INSERT INTO skill_version (skill_id, number, name_en, name_nl, summary_en, summary_nl, valid_from,
                           made_by)
SELECT %(skill_id)s, coalesce(max(number), 0) + 1, %(name_en)s, %(name_nl)s, %(summary_en)s,
       %(summary_nl)s, %(now)s, %(made_by)s
  FROM skill_version
 WHERE skill_id = %(skill_id)s
RETURNING id;

-- add_level
-- The text of one level.
INSERT INTO skill_level (skill_version_id, level, summary_en, summary_nl, signals_en, signals_nl,
                         examples_en, examples_nl)
VALUES (%(version_id)s, %(level)s, %(summary_en)s, %(summary_nl)s, %(signals_en)s, %(signals_nl)s,
        %(examples_en)s, %(examples_nl)s);

-- hold_catalogue
-- One change of the catalogue at a time, until the transaction ends; a lock of this organisation.
SELECT pg_advisory_xact_lock(7260004, 'skill'::regclass::oid::integer);

-- written
-- Every text of the catalogue as it is now, a line a level, in the catalogue's order.
SELECT area.slug AS area, area.name_en AS area_en, area.name_nl AS area_nl,
       skill.slug AS skill, skill.archived_at IS NOT NULL AS is_archived,
       version.name_en, version.name_nl, version.summary_en, version.summary_nl,
       skill_level.summary_en AS level_en, skill_level.summary_nl AS level_nl,
       signals_en, signals_nl, examples_en, examples_nl
  FROM area
  LEFT JOIN skill ON skill.area_id = area.id AND merged_into IS NULL
  LEFT JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
  LEFT JOIN skill_level ON skill_level.skill_version_id = version.id
 ORDER BY area.position, area.id, skill.position, skill.id, level;

-- merged_slugs
-- The names in addresses of skills that became part of others.
SELECT slug
  FROM skill
 WHERE merged_into IS NOT NULL;

-- keep_area
-- An area with this name and place.
INSERT INTO area (slug, position, name_en, name_nl)
VALUES (%(slug)s, %(position)s, %(name_en)s, %(name_nl)s)
    ON CONFLICT ON CONSTRAINT area_slug_is_unique
    DO UPDATE SET position = excluded.position, name_en = excluded.name_en,
                  name_nl = excluded.name_nl;

-- keep_skill
-- A skill in this area, at this place, archived or not; its id.
INSERT INTO skill (slug, area_id, position, archived_at)
SELECT %(slug)s, area.id, %(position)s, CASE WHEN %(is_archived)s THEN %(now)s::timestamptz END
  FROM area
 WHERE area.slug = %(area)s
    ON CONFLICT ON CONSTRAINT skill_slug_is_unique
    DO UPDATE SET area_id = excluded.area_id, position = excluded.position,
                  archived_at = CASE WHEN %(is_archived)s
                                     THEN coalesce(skill.archived_at, %(now)s) END
RETURNING id;

-- versions
-- The versions of a skill, newest first.
SELECT version.id, number, name_en, name_nl, summary_en, summary_nl, valid_from,
       person.name AS made_by
  FROM skill_version AS version
  LEFT JOIN person ON person.id = made_by
 WHERE skill_id = %(skill_id)s
   AND (%(before)s::integer IS NULL OR number < %(before)s)
 ORDER BY number DESC
 LIMIT %(limit)s;

-- version_levels
-- The level texts of these versions.
SELECT skill_version_id, summary_en, summary_nl, signals_en, signals_nl, examples_en, examples_nl
  FROM skill_level
 WHERE skill_version_id = ANY(%(ids)s::bigint[])
 ORDER BY skill_version_id, level;

-- version_id_of
-- The version that a skill has now.
SELECT id
  FROM skill_version
 WHERE skill_id = %(skill_id)s
 ORDER BY number DESC
 LIMIT 1;

-- archive
-- A skill is offered no longer.
UPDATE skill
   SET archived_at = %(now)s
 WHERE id = %(id)s
   AND archived_at IS NULL;

-- bring_back
-- A skill is offered again.
UPDATE skill
   SET archived_at = NULL
 WHERE id = %(id)s
   AND merged_into IS NULL;

-- held_skill
-- A skill that nobody else refers to anew until the transaction ends.
SELECT id, slug, area_id, archived_at IS NOT NULL AS is_archived, merged_into
  FROM skill
 WHERE slug = %(slug)s
   FOR UPDATE;

-- merged_into
-- The name in addresses of the skill that this one became part of.
SELECT target.slug
  FROM skill
  JOIN skill AS target ON target.id = skill.merged_into
 WHERE skill.slug = %(slug)s;
