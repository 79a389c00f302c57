-- open_asks
-- Every open ask with what the play needs to answer it.
SELECT ask.id, giver_id, receiver_id, work_item_id, reason, asked_at
  FROM ask
 WHERE state = 'open'
 ORDER BY ask.id;

-- skills_of
-- Skills linked to a work item, in the order of the rules that linked them.
SELECT slug, skill.id
  FROM link
  JOIN skill ON skill.id = link.skill_id
 WHERE work_item_id = %(work_item_id)s
 ORDER BY rule_id;

-- is_played
-- Whether the schema of the demo stands, which is so only when it was played to the end.
SELECT to_regnamespace(%(schema)s) IS NOT NULL;

-- doors
-- The people a visitor may be, by e-mail address.
SELECT id, name, email
  FROM person
 WHERE email = ANY(%(emails)s);

-- connection_of_the_play
-- The connection by its name.
SELECT id
  FROM connection
 WHERE name = %(name)s;

-- account_of
-- An account by its key on the demo's Jira.
SELECT id
  FROM account
 WHERE external_id = %(key)s;

-- strange_delivery
-- The latest delivery that was not understood.
SELECT id
  FROM delivery
 WHERE connection_id = %(connection_id)s
   AND state = 'quarantined'
 ORDER BY id DESC
 LIMIT 1;

-- compared
-- What asking the demo's Jira would have told, which does not exist.
INSERT INTO reconcile (connection_id, began_at, ended_at, reached_at, looked_at, missed)
VALUES (%(connection_id)s, %(at)s, %(at)s, %(at)s, %(looked_at)s, %(missed)s);

-- unsaid
-- Skills that rules gave to work finished since a moment, and who did it and said nothing of them.
SELECT DISTINCT link.work_item_id, link.skill_id, person.id AS person_id, person.email
  FROM work_item
  JOIN link ON link.work_item_id = work_item.id
  JOIN contribution ON contribution.work_item_id = work_item.id
                   AND contribution.role = 'assignee'
  JOIN account ON account.id = contribution.account_id
  JOIN person ON person.id = account.person_id
 WHERE work_item.done_at >= %(since)s
   AND link.source = 'rule'
   AND NOT EXISTS (SELECT
                     FROM answer
                    WHERE answer.work_item_id = link.work_item_id
                      AND answer.skill_id = link.skill_id
                      AND answer.person_id = person.id)
 ORDER BY 1, 2, 3;

-- read_words
-- Words that were read since a day, with the first skill that was seen in them.
SELECT feedback.id, giver_id, person.email AS receiver, first_read_at AS read_at,
       (SELECT slug FROM observation JOIN skill ON skill.id = skill_id
         WHERE feedback_id = feedback.id AND level IS NOT NULL
         ORDER BY skill_id LIMIT 1) AS slug
  FROM feedback
  JOIN person ON person.id = receiver_id
 WHERE first_read_at > %(since)s
   AND withdrawn_at IS NULL
 ORDER BY feedback.id;

-- team_by_name
-- The team with this name.
SELECT id
  FROM team
 WHERE name = %(name)s;

-- advice_of
-- The advice asked of somebody for a request.
SELECT id
  FROM advice
 WHERE request_id = %(request_id)s
   AND adviser_id = %(adviser_id)s;
