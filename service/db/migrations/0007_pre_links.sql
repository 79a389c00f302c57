ALTER TABLE link
  ADD COLUMN source text NOT NULL DEFAULT 'rule'
    CONSTRAINT link_source_is_known CHECK (source IN ('rule', 'suggestion', 'person')),
  ADD COLUMN added_by bigint REFERENCES person;

-- Until now a link without a rule was a person's, whose name was not kept.
UPDATE link SET source = 'person' WHERE rule_id IS NULL;

ALTER TABLE link
  ADD CONSTRAINT link_of_a_rule_names_it CHECK ((source = 'rule') = (rule_id IS NOT NULL)),
  ADD CONSTRAINT only_people_add_links CHECK (source <> 'rule' OR added_by IS NULL);
CREATE INDEX link_added_by ON link (added_by) WHERE added_by IS NOT NULL;

CREATE TABLE answer (
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  person_id bigint NOT NULL REFERENCES person,
  is_mine boolean NOT NULL,
  said_at timestamptz NOT NULL,
  PRIMARY KEY (work_item_id, skill_id, person_id)
);
CREATE INDEX answer_person ON answer (person_id, said_at DESC);
CREATE INDEX answer_skill ON answer (skill_id);

-- A rule's link stands for everyone who did not refuse it, another only for who said so.
CREATE VIEW standing AS
SELECT link.work_item_id, link.skill_id, person.id AS person_id
  FROM link
 CROSS JOIN person
 WHERE CASE
       WHEN link.source = 'rule'
       THEN NOT EXISTS (SELECT
                          FROM answer
                         WHERE answer.work_item_id = link.work_item_id
                           AND answer.skill_id = link.skill_id
                           AND answer.person_id = person.id
                           AND NOT is_mine)
       ELSE EXISTS (SELECT
                      FROM answer
                     WHERE answer.work_item_id = link.work_item_id
                       AND answer.skill_id = link.skill_id
                       AND answer.person_id = person.id
                       AND is_mine)
       END;

CREATE TABLE term (
  hash bigint PRIMARY KEY,
  items bigint NOT NULL,
  word text,
  heard_on date NOT NULL,
  CONSTRAINT word_is_known_from_five_items CHECK (word IS NULL OR items >= 5)
);
CREATE INDEX term_rare ON term (heard_on) WHERE word IS NULL;

CREATE TABLE item_terms (
  work_item_id bigint PRIMARY KEY REFERENCES work_item ON DELETE CASCADE,
  hashes bigint[]
    CONSTRAINT item_keeps_forty_terms_at_most CHECK (cardinality(hashes) <= 40),
  heard_at timestamptz NOT NULL
);
CREATE INDEX item_terms_kept ON item_terms (heard_at) WHERE hashes IS NOT NULL;

CREATE TABLE skill_term (
  hash bigint NOT NULL,
  skill_id bigint NOT NULL REFERENCES skill,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0,
  PRIMARY KEY (hash, skill_id)
);
CREATE INDEX skill_term_skill ON skill_term (skill_id);

CREATE TABLE skill_learnt (
  skill_id bigint PRIMARY KEY REFERENCES skill,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0
);

CREATE TABLE vocabulary (
  is_all boolean PRIMARY KEY DEFAULT true CONSTRAINT vocabulary_is_one_row CHECK (is_all),
  items bigint NOT NULL,
  words bigint NOT NULL
);

CREATE TABLE suggestion_outcome (
  step integer PRIMARY KEY,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0
);

CREATE OR REPLACE VIEW settled_link AS
SELECT work_item_id, skill_id
  FROM link
 WHERE rule_id IS NULL
 UNION
SELECT work_item_id, skill_id
  FROM answer
 WHERE is_mine;
