-- skills
-- Skills in the order of the catalogue, all or one by slug, with or without the archived, as they are now.
SELECT skill.id, skill.slug, version.id AS version_id, version.name_en, version.name_nl,
       version.summary_en, version.summary_nl,
       area.slug AS area_slug, area.name_en AS area_en, area.name_nl AS area_nl,
       skill.archived_at
  FROM skill
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE (%(slug)s::text IS NULL OR skill.slug = %(slug)s)
   AND merged_into IS NULL
   AND (%(with_archived)s OR archived_at IS NULL)
 ORDER BY area.position, area.id, skill.position, skill.id;

-- levels
-- The level texts of all skills, or of one, in their current versions.
SELECT version.skill_id, level, skill_level.summary_en, skill_level.summary_nl,
       signals_en, signals_nl, examples_en, examples_nl
  FROM skill_version AS version
  JOIN skill_level ON skill_level.skill_version_id = version.id
 WHERE version.number = (SELECT max(number) FROM skill_version AS other
                          WHERE other.skill_id = version.skill_id)
   AND (%(skill_id)s::bigint IS NULL OR version.skill_id = %(skill_id)s)
 ORDER BY version.skill_id, level;


-- skills_of_work
-- The skills these work items practised; for a person those that stand for them.
SELECT link.work_item_id, link.skill_id, skill.slug, version.name_en, version.name_nl
  FROM link
  JOIN skill ON skill.id = link.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE link.work_item_id = ANY(%(ids)s::bigint[])
   AND (%(person_id)s::bigint IS NULL
        OR (EXISTS (SELECT
                      FROM standing
                     WHERE standing.work_item_id = link.work_item_id
                       AND standing.skill_id = link.skill_id
                       AND standing.person_id = %(person_id)s)
            AND EXISTS (SELECT
                          FROM contribution
                          JOIN account ON account.id = contribution.account_id
                         WHERE contribution.work_item_id = link.work_item_id
                           AND account.person_id = %(person_id)s)))
 ORDER BY link.work_item_id, area.position, area.id, skill.position, skill.id;

-- count_links
-- How many links there are.
SELECT count(*)
  FROM link;
