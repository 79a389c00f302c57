-- unseen_work
-- Finished work that I took part in and about whose contributor nobody has said a word; one a person.
WITH mine AS (
  SELECT DISTINCT work_item.id, work_item.key, work_item.title, work_item.done_at
    FROM account
    JOIN contribution ON contribution.account_id = account.id
    JOIN work_item ON work_item.id = contribution.work_item_id
   WHERE account.person_id = %(person_id)s
     AND work_item.done_at > %(since)s::timestamptz
     AND work_item.done_at <= %(until)s::timestamptz
     AND work_item.status_category = 'done'
     AND work_item.deleted_at IS NULL
     AND NOT work_item.is_bulk
     AND (work_item.resolution IS NULL
          OR translate(lower(work_item.resolution), '''’‘ʼ´`', '') <> ALL (%(not_done)s::text[]))
), latest AS (
  SELECT DISTINCT ON (person.id)
         mine.id AS work_item_id, mine.key, mine.title, mine.done_at,
         person.id AS person_id, person.name, participant.asking <> 'by_hand' AS may_say
    FROM mine
    JOIN contribution ON contribution.work_item_id = mine.id
                     AND contribution.role = ANY(%(did_it)s::text[])
    JOIN account ON account.id = contribution.account_id
    JOIN participant ON participant.person_id = account.person_id
    JOIN person ON person.id = participant.person_id
   WHERE person.id <> %(person_id)s
     AND NOT EXISTS (SELECT FROM feedback
                      WHERE feedback.work_item_id = mine.id
                        AND feedback.receiver_id = person.id)
     AND NOT EXISTS (SELECT FROM ask
                      WHERE ask.work_item_id = mine.id
                        AND ask.receiver_id = person.id
                        AND ask.giver_id = %(person_id)s)
     AND NOT EXISTS (SELECT FROM let_be
                      WHERE let_be.person_id = %(person_id)s
                        AND let_be.work_item_id = mine.id
                        AND let_be.about_id = person.id)
   ORDER BY person.id, mine.done_at DESC, mine.id DESC
)
SELECT work_item_id, key, title, done_at, person_id, name, may_say
  FROM latest
 ORDER BY done_at DESC, work_item_id DESC
 LIMIT %(limit)s;

-- unseen_helpers
-- Who helped with several pieces of work that I did, and about whom nobody has said a word in all that time.
WITH helped AS (
  SELECT person.id AS person_id, person.name, participant.asking <> 'by_hand' AS may_say,
         work_item.id AS work_item_id, work_item.key, work_item.title, work_item.done_at,
         row_number() OVER (PARTITION BY person.id ORDER BY work_item.done_at DESC, work_item.id DESC) AS place,
         count(*) OVER (PARTITION BY person.id) AS number
    FROM (SELECT DISTINCT contribution.work_item_id
            FROM account
            JOIN contribution ON contribution.account_id = account.id
           WHERE account.person_id = %(person_id)s
             AND role = ANY(%(did_it)s::text[])) AS mine
    JOIN work_item ON work_item.id = mine.work_item_id
    JOIN (SELECT DISTINCT contribution.work_item_id, account.person_id
            FROM contribution
            JOIN account ON account.id = contribution.account_id
           WHERE role = ANY(%(helped)s::text[])) AS help ON help.work_item_id = mine.work_item_id
    JOIN participant ON participant.person_id = help.person_id
    JOIN person ON person.id = participant.person_id
   WHERE person.id <> %(person_id)s
     AND work_item.done_at > %(since)s::timestamptz
     AND work_item.done_at <= %(until)s::timestamptz
     AND work_item.status_category = 'done'
     AND work_item.deleted_at IS NULL
     AND NOT work_item.is_bulk
)
SELECT work_item_id, key, title, done_at, person_id, name, may_say
  FROM helped
 WHERE place = 1
   AND number >= %(several)s
   AND NOT EXISTS (SELECT FROM feedback
                    WHERE feedback.receiver_id = helped.person_id
                      AND given_at > %(since)s::timestamptz
                      AND withdrawn_at IS NULL)
   AND NOT EXISTS (SELECT FROM ask
                    WHERE ask.work_item_id = helped.work_item_id
                      AND ask.receiver_id = helped.person_id
                      AND ask.giver_id = %(person_id)s)
   AND NOT EXISTS (SELECT FROM let_be
                    WHERE let_be.person_id = %(person_id)s
                      AND let_be.work_item_id = helped.work_item_id
                      AND let_be.about_id = helped.person_id)
 ORDER BY done_at DESC, work_item_id DESC
 LIMIT %(limit)s;

-- both_were_there
-- Whether two people took part in finished work, and the other does not ask by hand only.
SELECT EXISTS (SELECT FROM participant
                WHERE person_id = %(about_id)s
                  AND asking <> 'by_hand')
   AND (SELECT count(DISTINCT account.person_id)
          FROM contribution
          JOIN account ON account.id = contribution.account_id
          JOIN work_item ON work_item.id = contribution.work_item_id
         WHERE work_item.id = %(work_item_id)s
           AND work_item.done_at IS NOT NULL
           AND work_item.deleted_at IS NULL
           AND account.person_id IN (%(person_id)s, %(about_id)s)) = 2;

-- ask_about_pair
-- The ask to one person about another and one work item.
SELECT id
  FROM ask
 WHERE work_item_id = %(work_item_id)s
   AND giver_id = %(giver_id)s
   AND receiver_id = %(receiver_id)s;

-- let_be
-- A person would rather not be shown this any more.
INSERT INTO let_be (person_id, work_item_id, about_id)
SELECT %(person_id)s::bigint, work_item.id, person.id
  FROM work_item
  JOIN person ON person.id = %(about_id)s
 WHERE work_item.id = %(work_item_id)s
    ON CONFLICT DO NOTHING;
