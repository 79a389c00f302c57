ALTER TABLE rule
  ADD COLUMN conditions jsonb,
  ADD COLUMN position integer NOT NULL DEFAULT 0,
  ADD COLUMN area_id bigint REFERENCES area,
  ADD COLUMN changed_at timestamptz,
  ADD COLUMN deleted_at timestamptz;

-- What rules asked until now: all of six conditions, of each any value.
UPDATE rule
   SET conditions = jsonb_build_object('all', (
         SELECT jsonb_agg(jsonb_build_object('field', asked.field, 'is', asked.values)
                          ORDER BY asked.place)
           FROM (VALUES (1, 'project', to_jsonb(projects)),
                        (2, 'type', to_jsonb(issue_types)),
                        (3, 'component', to_jsonb(components)),
                        (4, 'label', to_jsonb(labels)),
                        (5, 'epic', to_jsonb(epics)),
                        (6, 'title', to_jsonb(title_words))) AS asked (place, field, values)
          WHERE asked.values <> '[]')),
       position = (SELECT count(*) FROM rule AS earlier
                    WHERE earlier.skill_id = rule.skill_id AND earlier.id <= rule.id),
       area_id = (SELECT skill.area_id FROM skill WHERE skill.id = rule.skill_id),
       changed_at = created_at;

-- Nothing was released yet, so the old columns leave at once.
ALTER TABLE rule
  DROP COLUMN projects,
  DROP COLUMN issue_types,
  DROP COLUMN components,
  DROP COLUMN labels,
  DROP COLUMN epics,
  DROP COLUMN title_words,
  ALTER COLUMN conditions SET NOT NULL,
  ALTER COLUMN position DROP DEFAULT,
  ALTER COLUMN area_id SET NOT NULL,
  ALTER COLUMN changed_at SET NOT NULL,
  ADD CONSTRAINT rule_conditions_are_a_short_tree
    CHECK (jsonb_typeof(conditions) = 'object' AND length(conditions::text) BETWEEN 3 AND 60000);
CREATE INDEX rule_skill ON rule (skill_id, position) WHERE deleted_at IS NULL;

CREATE TABLE rule_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rule_id bigint NOT NULL REFERENCES rule,
  what text NOT NULL CONSTRAINT rule_change_is_known CHECK (what IN
    ('made', 'changed', 'given', 'switched_on', 'switched_off', 'removed', 'restored')),
  conditions jsonb NOT NULL,
  area_id bigint NOT NULL REFERENCES area,
  person_id bigint REFERENCES person,
  at timestamptz NOT NULL
);
CREATE INDEX rule_change_latest ON rule_change (rule_id, id DESC);
CREATE INDEX rule_change_person ON rule_change (person_id) WHERE person_id IS NOT NULL;

INSERT INTO rule_change (rule_id, what, conditions, area_id, at)
SELECT id, 'made', conditions, area_id, created_at
  FROM rule
 ORDER BY id;

CREATE TABLE relink (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asked_at timestamptz NOT NULL,
  total integer NOT NULL,
  looked_at integer NOT NULL DEFAULT 0,
  below_id bigint NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX relink_goes_one_at_a_time ON relink ((true)) WHERE ended_at IS NULL;

CREATE VIEW linkable_item AS
SELECT work_item.id, key, connection.name AS connection,
       CASE WHEN kind = 'issue' THEN project_key END AS project,
       CASE WHEN kind = 'page' THEN project_key END AS space,
       issue_type AS type, components, labels, epic_key AS epic, title, done_at
  FROM work_item
  LEFT JOIN connection ON connection.id = work_item.connection_id
 WHERE work_item.deleted_at IS NULL
   AND status_category IS NOT NULL;

CREATE VIEW settled_link AS
SELECT work_item_id, skill_id
  FROM link
 WHERE rule_id IS NULL;
