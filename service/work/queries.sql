-- my_open_work
-- What I have in hand: assigned to me and not done, latest change first.
SELECT item.id, key, title, project_name, status, done_at, updated_at
  FROM work_item AS item
 WHERE item.id IN (SELECT work_item_id
                     FROM contribution
                     JOIN account ON account.id = contribution.account_id
                    WHERE account.person_id = %(person_id)s
                      AND role IN ('assignee', 'page_author'))
   AND deleted_at IS NULL
   AND status_category IN ('new', 'indeterminate')
 ORDER BY updated_at DESC
 LIMIT %(limit)s;

-- my_done_work
-- A page of what I finished or helped to finish, latest first.
SELECT item.id, key, title, project_name, status, done_at, updated_at
  FROM work_item AS item
 WHERE item.id IN (SELECT work_item_id
                     FROM contribution
                     JOIN account ON account.id = contribution.account_id
                    WHERE account.person_id = %(person_id)s
                      AND role IN ('assignee', 'page_author'))
   AND done_at IS NOT NULL
   AND (%(before)s::timestamptz IS NULL OR (done_at, item.id) < (%(before)s, %(before_id)s))
 ORDER BY done_at DESC, item.id DESC
 LIMIT %(limit)s;

-- visible_item
-- A work item, for those who took part in it.
SELECT id, key, title, project_name, issue_type, status, status_category, labels, components,
       is_secret, created_at, done_at, deleted_at, is_out_of_scope
  FROM work_item
 WHERE id = %(id)s
   AND EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                WHERE work_item_id = work_item.id
                  AND account.person_id = %(person_id)s);

-- contributors
-- Who took part in a work item, people first; bots and customers are not named, nor are accounts
-- that were closed.
SELECT coalesce(person.name, nullif(min(account.name), '')) AS name, person.id AS person_id,
       array_agg(DISTINCT role ORDER BY role) AS roles, max(last_at) AS last_at
  FROM contribution
  JOIN account ON account.id = contribution.account_id AND account.kind = 'person'
  LEFT JOIN person ON person.id = account.person_id
 WHERE work_item_id = %(id)s
 GROUP BY person.id, person.name, coalesce(person.id, -account.id)
 ORDER BY person.id IS NULL, name
 LIMIT 50;

-- is_mine
-- Whether a person did this work: assigned to it now or earlier, or wrote the page.
SELECT EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                WHERE work_item_id = %(id)s
                  AND account.person_id = %(person_id)s
                  AND role IN ('assignee', 'page_author'));

-- count_items
-- How many work items are known well enough to show.
SELECT count(*)
  FROM work_item
 WHERE status_category IS NOT NULL;

-- item_ids_of_accounts
-- Work items in which accounts had a part.
SELECT DISTINCT work_item_id
  FROM contribution
 WHERE account_id = ANY(%(account_ids)s)
   AND last_at > %(since)s;
