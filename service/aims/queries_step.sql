-- steps
-- The steps of a person in one skill or in all, open ones first, then the latest.
SELECT id, person_id, skill_id, kind, moment, deed, made_at, ended_at, how_it_went
  FROM step
 WHERE person_id = %(person_id)s
   AND (%(skill_id)s::bigint IS NULL OR skill_id = %(skill_id)s)
 ORDER BY ended_at IS NOT NULL, id DESC
 LIMIT %(limit)s;

-- take_step
-- One more step in a skill, while there are not too many.
INSERT INTO step (person_id, skill_id, kind, moment, deed, made_at)
SELECT %(person_id)s, skill.id, %(kind)s, %(moment)s, %(deed)s, %(now)s
  FROM skill
 WHERE skill.id = %(skill_id)s
   AND (SELECT count(*) FROM step
         WHERE person_id = %(person_id)s
           AND skill_id = %(skill_id)s
           AND ended_at IS NULL) < %(most)s;

-- end_step
-- A step was done, or let go, with what came of it.
UPDATE step
   SET ended_at = %(now)s, how_it_went = %(how_it_went)s
 WHERE id = %(id)s
   AND person_id = %(person_id)s
   AND ended_at IS NULL;

-- occasions
-- What a person tries, step or focus, beside the latest work in hand that practises that skill.
WITH tried AS (
  SELECT false AS is_focus, id, person_id, skill_id, moment, deed
    FROM step
   WHERE person_id = %(person_id)s
     AND ended_at IS NULL
   UNION ALL
  SELECT true, id, person_id, skill_id, NULL, will_try
    FROM focus
   WHERE person_id = %(person_id)s
     AND ended_at IS NULL
     AND will_try IS NOT NULL
)
SELECT DISTINCT ON (is_focus, tried.id)
       is_focus, tried.id, tried.moment, tried.deed, skill.slug, version.name_en, version.name_nl,
       work_item.id AS work_item_id, work_item.key, work_item.title
  FROM tried
  JOIN account ON account.person_id = tried.person_id
  JOIN contribution ON contribution.account_id = account.id
                   AND contribution.role IN ('assignee', 'page_author')
  JOIN work_item ON work_item.id = contribution.work_item_id
                AND work_item.status_category IN ('new', 'indeterminate')
                AND work_item.done_at IS NULL
                AND work_item.deleted_at IS NULL
  JOIN standing ON standing.work_item_id = work_item.id
               AND standing.person_id = account.person_id
               AND standing.skill_id = tried.skill_id
  JOIN skill ON skill.id = tried.skill_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE %(work_item_id)s::bigint IS NULL
    OR work_item.id = %(work_item_id)s
 ORDER BY is_focus DESC, tried.id, work_item.updated_at DESC NULLS LAST, work_item.id DESC
 LIMIT %(limit)s;

-- move_steps
-- What people try in one skill counts for another.
UPDATE step
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;
