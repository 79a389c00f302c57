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
