-- rules
-- All rules, of one skill or of every, in the order in which they link.
SELECT id, skill_id, area_id, position, is_on, conditions
  FROM rule
 WHERE deleted_at IS NULL
   AND (%(skill_id)s::bigint IS NULL OR skill_id = %(skill_id)s)
 ORDER BY skill_id, position, id;

-- rules_that_are_on
-- The rules that link work now; an archived skill gets no new work.
SELECT rule.id, skill_id, rule.area_id, rule.position, is_on, conditions
  FROM rule
  JOIN skill ON skill.id = rule.skill_id
 WHERE is_on
   AND deleted_at IS NULL
   AND archived_at IS NULL;

-- rule
-- A rule with its skill, its area and the form in which it is, also when it was removed.
SELECT rule.id, rule.skill_id, rule.area_id, rule.position, rule.is_on, rule.conditions,
       skill.slug, area.slug AS area_slug, area.name_en AS area_en, area.name_nl AS area_nl,
       deleted_at, (SELECT max(id) FROM rule_change WHERE rule_id = rule.id) AS form
  FROM rule
  JOIN skill ON skill.id = rule.skill_id
  JOIN area ON area.id = rule.area_id
 WHERE rule.id = %(id)s;

-- removed_rules
-- Rules that were removed, newest first, from before an id.
SELECT id, skill_id, area_id, position, is_on, conditions
  FROM rule
 WHERE deleted_at IS NOT NULL
   AND id < %(before)s
 ORDER BY id DESC
 LIMIT %(limit)s;

-- rule_place
-- Where a rule of a skill would stand, and how many rules there are.
SELECT skill.id, skill.slug, area.slug AS area_slug,
       (SELECT count(*) FROM rule WHERE skill_id = skill.id AND deleted_at IS NULL) AS rules
  FROM skill
  JOIN area ON area.id = skill.area_id
 WHERE skill.slug = %(slug)s
   AND archived_at IS NULL;

-- add_rule
-- A new rule for a skill, after its others.
INSERT INTO rule (skill_id, area_id, conditions, position, created_at, changed_at)
SELECT skill.id, area.id, %(conditions)s,
       (SELECT coalesce(max(position), 0) + 1 FROM rule WHERE skill_id = skill.id),
       %(now)s, %(now)s
  FROM skill
  JOIN area ON area.slug = %(area)s
 WHERE skill.slug = %(slug)s
RETURNING id;

-- change_rule
-- A rule asks something else, or is kept by another area.
UPDATE rule
   SET conditions = %(conditions)s, area_id = area.id, changed_at = %(now)s
  FROM area
 WHERE rule.id = %(id)s
   AND area.slug = %(area)s
   AND deleted_at IS NULL;

-- switch_rule
-- A rule links work, or rests.
UPDATE rule
   SET is_on = %(is_on)s, changed_at = %(now)s
 WHERE id = %(id)s
   AND is_on <> %(is_on)s;

-- order_rules
-- The rules of a skill in this order.
UPDATE rule
   SET position = place
  FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, place)
 WHERE rule.id = wanted.id;

-- remove_rule
-- A rule goes, and can come back.
UPDATE rule
   SET deleted_at = %(now)s, changed_at = %(now)s
 WHERE id = %(id)s;

-- restore_rule
-- A rule comes back, after the others of its skill.
UPDATE rule
   SET deleted_at = NULL, changed_at = %(now)s,
       position = (SELECT coalesce(max(position), 0) + 1
                     FROM rule AS other
                    WHERE other.skill_id = rule.skill_id AND other.deleted_at IS NULL)
 WHERE id = %(id)s;

-- note_rule_change
-- What became of a rule, by whom; its form now is kept with it.
INSERT INTO rule_change (rule_id, what, conditions, area_id, person_id, at)
SELECT id, %(what)s, conditions, area_id, %(person_id)s, %(now)s
  FROM rule
 WHERE id = %(id)s;

-- rule_changes
-- The forms that a rule had, latest first, from before an id.
SELECT rule_change.id, what, conditions, person.name, at,
       area.name_en AS area_en, area.name_nl AS area_nl
  FROM rule_change
  JOIN area ON area.id = rule_change.area_id
  LEFT JOIN person ON person.id = rule_change.person_id
 WHERE rule_id = %(rule_id)s
   AND rule_change.id < %(before)s
 ORDER BY rule_change.id DESC
 LIMIT %(limit)s;

-- rule_form
-- One form that a rule had.
SELECT conditions
  FROM rule_change
 WHERE rule_id = %(rule_id)s
   AND id = %(id)s;

-- finished_items
-- Work that was finished since, latest first, with how it is to a skill now.
SELECT item.id, key, connection, project, space, type, components, labels, epic, title,
       link.skill_id IS NOT NULL AS is_linked,
       EXISTS (SELECT
                 FROM settled_link
                WHERE settled_link.work_item_id = item.id
                  AND settled_link.skill_id = %(skill_id)s) AS is_settled
  FROM linkable_item AS item
  LEFT JOIN link ON link.work_item_id = item.id AND link.skill_id = %(skill_id)s
 WHERE done_at > %(since)s
 ORDER BY done_at DESC, item.id DESC;

-- known_values
-- What the latest work had, by field, most often first: suggestions for a condition.
WITH latest AS (
  SELECT connection, project, space, type, epic, components, labels
    FROM linkable_item
   WHERE id IN (SELECT id FROM work_item ORDER BY id DESC LIMIT %(latest)s)
), had AS (
  SELECT field, value
    FROM latest
   CROSS JOIN LATERAL (VALUES ('connection', connection), ('project', project), ('space', space),
                              ('type', type), ('epic', epic)) AS one (field, value)
   WHERE value IS NOT NULL
   UNION ALL
  SELECT 'component', unnest(components) FROM latest
   UNION ALL
  SELECT 'label', unnest(labels) FROM latest
   UNION ALL
  SELECT CASE WHEN product LIKE 'jira%%' THEN 'project' ELSE 'space' END, key
    FROM project
    JOIN connection ON connection.id = project.connection_id
   WHERE is_chosen
   UNION ALL
  SELECT 'connection', name FROM connection
), counted AS (
  SELECT field, value, count(*) AS times,
         row_number() OVER (PARTITION BY field ORDER BY count(*) DESC, value) AS place
    FROM had
   WHERE value <> ''
   GROUP BY field, value
)
SELECT field, value
  FROM counted
 WHERE place <= %(most)s
 ORDER BY field, value;
