-- found_skills
-- Skills that have all these beginnings of words in a name, a summary or a level, in either language
-- of the catalogue and in its order.
SELECT skill.id, skill.slug, version.id AS version_id, version.name_en, version.name_nl,
       version.summary_en, version.summary_nl,
       area.slug AS area_slug, area.name_en AS area_en, area.name_nl AS area_nl
  FROM skill
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE archived_at IS NULL
   AND to_tsvector('simple', translate(
         concat_ws(' ', area.name_en, area.name_nl, version.name_en, version.name_nl,
                   version.summary_en, version.summary_nl,
                   (SELECT string_agg(concat_ws(' ', summary_en, summary_nl), ' ')
                      FROM skill_level
                     WHERE skill_version_id = version.id)),
         '-_/.:@', '      '))
       @@ to_tsquery('simple', %(words)s)
 ORDER BY area.position, area.id, skill.position, skill.id
 LIMIT %(limit)s;
