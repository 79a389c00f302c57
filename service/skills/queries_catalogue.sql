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
