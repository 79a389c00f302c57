-- did_it
-- Whether a person did this work: assigned to it now or earlier, or wrote the page.
SELECT EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                 JOIN work_item ON work_item.id = contribution.work_item_id
                WHERE contribution.work_item_id = %(work_item_id)s
                  AND work_item.deleted_at IS NULL
                  AND account.person_id = %(person_id)s
                  AND role IN ('assignee', 'page_author'));

-- skill_to_answer
-- The skill that this one is now, which it stays until the transaction ends.
SELECT coalesce(merged_into, id)
  FROM skill
 WHERE id = %(skill_id)s
   FOR KEY SHARE;

-- my_answer
-- What a person said of a skill in a piece of work, and when; locked until the transaction ends.
SELECT is_mine, said_at
  FROM answer
 WHERE work_item_id = %(work_item_id)s
   AND skill_id = %(skill_id)s
   AND person_id = %(person_id)s
   FOR UPDATE;

-- keep_answer
-- A yes or no; the last one counts. What is archived can only be spoken of where it stands.
INSERT INTO answer (work_item_id, skill_id, person_id, is_mine, said_at)
SELECT %(work_item_id)s, skill.id, %(person_id)s, %(is_mine)s, %(now)s
  FROM skill
 WHERE skill.id = %(skill_id)s
   AND (archived_at IS NULL
        OR EXISTS (SELECT
                     FROM link
                    WHERE link.work_item_id = %(work_item_id)s
                      AND link.skill_id = skill.id))
    ON CONFLICT (work_item_id, skill_id, person_id) DO UPDATE
   SET is_mine = EXCLUDED.is_mine, said_at = EXCLUDED.said_at;

-- drop_answer
-- As if nothing had been said.
DELETE FROM answer
 WHERE work_item_id = %(work_item_id)s
   AND skill_id = %(skill_id)s
   AND person_id = %(person_id)s;

-- add_link
-- A link that a person makes, of a suggestion or of their own; one that is there already stays.
INSERT INTO link (work_item_id, skill_id, source, added_by, created_at)
VALUES (%(work_item_id)s, %(skill_id)s, %(source)s, %(person_id)s, %(now)s)
    ON CONFLICT (work_item_id, skill_id) DO NOTHING;

-- drop_link_of_nobody
-- A link that no rule makes goes with the last yes to it.
DELETE FROM link
 WHERE work_item_id = %(work_item_id)s
   AND skill_id = %(skill_id)s
   AND source <> 'rule'
   AND NOT EXISTS (SELECT
                     FROM answer
                    WHERE answer.work_item_id = link.work_item_id
                      AND answer.skill_id = link.skill_id
                      AND is_mine);

-- my_links
-- Links of work that a person did, and what they said; also to suggestions that they refused.
SELECT coalesce(link.work_item_id, answer.work_item_id) AS work_item_id, skill.id AS skill_id,
       skill.slug, version.name_en, version.name_nl, link.source, adder.name AS added_by,
       link.added_by = %(person_id)s AS is_added_by_me, answer.is_mine,
       rule.conditions
  FROM (SELECT *
          FROM link
         WHERE work_item_id = ANY(%(ids)s::bigint[])) AS link
  FULL JOIN (SELECT *
               FROM answer
              WHERE work_item_id = ANY(%(ids)s::bigint[])
                AND person_id = %(person_id)s) AS answer
    ON answer.work_item_id = link.work_item_id
   AND answer.skill_id = link.skill_id
  JOIN skill ON skill.id = coalesce(link.skill_id, answer.skill_id)
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
  LEFT JOIN rule ON rule.id = link.rule_id
  LEFT JOIN person AS adder ON adder.id = link.added_by
 WHERE EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                WHERE contribution.work_item_id = coalesce(link.work_item_id, answer.work_item_id)
                  AND account.person_id = %(person_id)s
                  AND role IN ('assignee', 'page_author'))
 ORDER BY 1, area.position, area.id, skill.position, skill.id;

-- unanswered_work
-- A page of a person's finished work of which they have not said anything yet, latest first.
SELECT item.id, key, title, project_name, status, done_at, updated_at
  FROM work_item AS item
 WHERE item.id IN (SELECT work_item_id
                     FROM contribution
                     JOIN account ON account.id = contribution.account_id
                    WHERE account.person_id = %(person_id)s
                      AND role IN ('assignee', 'page_author'))
   AND done_at IS NOT NULL
   AND deleted_at IS NULL
   AND NOT EXISTS (SELECT
                     FROM answer
                    WHERE answer.work_item_id = item.id
                      AND answer.person_id = %(person_id)s)
   AND (%(before)s::timestamptz IS NULL OR (done_at, item.id) < (%(before)s, %(before_id)s))
 ORDER BY done_at DESC, item.id DESC
 LIMIT %(limit)s;
