-- open_work
-- A page of open work that a person may see and that is linked to a skill (this one, where one is
-- named), latest change first.
SELECT item.id, key, title, project_name, status, updated_at,
       EXISTS (SELECT FROM contribution
                 JOIN account ON account.id = contribution.account_id
                WHERE contribution.work_item_id = item.id
                  AND account.person_id = %(person_id)s) AS is_mine
  FROM work_item AS item
 WHERE item.id IN (SELECT work_item_id FROM open_to WHERE person_id = %(person_id)s)
   AND EXISTS (SELECT FROM link
                 JOIN skill ON skill.id = link.skill_id
                WHERE link.work_item_id = item.id
                  AND archived_at IS NULL
                  AND (%(slug)s::text IS NULL OR skill.slug = %(slug)s))
   AND (%(before)s::timestamptz IS NULL
        OR (updated_at, item.id) < (%(before)s, %(before_id)s::bigint))
 ORDER BY updated_at DESC, item.id DESC
 LIMIT %(limit)s;

-- picks
-- The skills of open work with who would practise or help, for a person who may see that work.
SELECT link.work_item_id, link.skill_id, skill.slug, version.name_en, version.name_nl,
       coalesce(array_agg(person.name ORDER BY lower(person.name), person.id)
                FILTER (WHERE part = 'practise' AND person.id <> %(person_id)s), '{}') AS practise,
       coalesce(array_agg(person.name ORDER BY lower(person.name), person.id)
                FILTER (WHERE part = 'help' AND person.id <> %(person_id)s), '{}') AS help,
       min(part) FILTER (WHERE person.id = %(person_id)s) AS mine
  FROM link
  JOIN skill ON skill.id = link.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
  LEFT JOIN (practice
             JOIN participant ON participant.person_id = practice.person_id
             JOIN person ON person.id = practice.person_id)
    ON practice.work_item_id = link.work_item_id
   AND practice.skill_id = link.skill_id
 WHERE link.work_item_id = ANY(%(ids)s::bigint[])
   AND archived_at IS NULL
   AND link.work_item_id IN (SELECT work_item_id FROM open_to WHERE person_id = %(person_id)s)
 GROUP BY link.work_item_id, link.skill_id, skill.id, area.id, version.id
 ORDER BY link.work_item_id, area.position, area.id, skill.position, skill.id;

-- pick
-- What somebody would like in open work that they may see, for a skill it is linked to.
INSERT INTO practice (work_item_id, skill_id, person_id, part, said_at)
SELECT link.work_item_id, link.skill_id, %(person_id)s, %(part)s, %(now)s
  FROM link
  JOIN skill ON skill.id = link.skill_id
 WHERE link.work_item_id = %(work_item_id)s
   AND skill.slug = %(slug)s
   AND archived_at IS NULL
   AND EXISTS (SELECT FROM open_to
                WHERE person_id = %(person_id)s AND open_to.work_item_id = link.work_item_id)
   FOR KEY SHARE OF skill
    ON CONFLICT (work_item_id, skill_id, person_id) DO UPDATE
   SET part = EXCLUDED.part, said_at = EXCLUDED.said_at;

-- take_back
-- Somebody would rather not, whatever became of the work.
DELETE FROM practice
 USING skill
 WHERE skill.id = practice.skill_id
   AND skill.slug = %(slug)s
   AND work_item_id = %(work_item_id)s
   AND person_id = %(person_id)s;
