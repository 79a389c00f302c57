CREATE TABLE focus (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  slot integer CONSTRAINT person_has_three_focuses_at_most CHECK (slot BETWEEN 1 AND 3),
  will_try text CONSTRAINT focus_will_try_is_short CHECK (length(will_try) <= 300),
  is_shown_to_givers boolean NOT NULL DEFAULT true,
  begun_at timestamptz NOT NULL,
  trying_since timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT open_focus_holds_a_slot CHECK ((ended_at IS NULL) = (slot IS NOT NULL))
);
CREATE UNIQUE INDEX focus_slot ON focus (person_id, slot) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX focus_is_open_once ON focus (person_id, skill_id) WHERE ended_at IS NULL;
CREATE INDEX focus_latest ON focus (person_id, skill_id, id DESC);

-- Until now a wish of 3 was the focus, and one could try something without it: each such time
-- becomes a focus. Only what was called a focus was shown to givers.
INSERT INTO focus (person_id, skill_id, slot, will_try, is_shown_to_givers, begun_at, trying_since,
                   ended_at)
SELECT person_id, skill_id, CASE WHEN place <= 3 THEN place END, will_try, is_focus, begun_at,
       begun_at, CASE WHEN place > 3 THEN begun_at ELSE ended_at END
  FROM (SELECT *, CASE WHEN ended_at IS NULL
                       THEN row_number() OVER (PARTITION BY person_id, ended_at IS NULL
                                               ORDER BY is_focus DESC, begun_at DESC) END AS place
          FROM (SELECT person_id, skill_id, (array_agg(will_try ORDER BY id DESC))[1] AS will_try,
                       (array_agg(wish = 3 ORDER BY id DESC))[1] AS is_focus,
                       min(placed_at) AS begun_at,
                       CASE WHEN bool_and(next_at IS NOT NULL) THEN max(next_at) END AS ended_at
                  FROM (SELECT *, lead(placed_at) OVER said AS next_at,
                               wish = 3 OR will_try IS NOT NULL AS is_aim,
                               row_number() OVER said
                               - row_number() OVER (PARTITION BY person_id, skill_id,
                                                    wish = 3 OR will_try IS NOT NULL
                                                    ORDER BY id) AS run
                          FROM placement
                        WINDOW said AS (PARTITION BY person_id, skill_id ORDER BY id)) AS turns
                 WHERE is_aim
                 GROUP BY person_id, skill_id, run) AS aims) AS placed
 ORDER BY begun_at, person_id, skill_id;

CREATE TABLE findable (
  person_id bigint PRIMARY KEY REFERENCES person,
  who text NOT NULL CONSTRAINT findable_who_is_known CHECK (who IN ('nobody', 'teams', 'everyone')),
  sentence text CONSTRAINT sentence_is_short CHECK (length(sentence) <= 300),
  changed_at timestamptz NOT NULL
);
CREATE INDEX findable_words ON findable
  USING gin (to_tsvector('simple', translate(coalesce(sentence, ''), '-_/.:@', '      ')));

CREATE TABLE practice (
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  person_id bigint NOT NULL REFERENCES person,
  part text NOT NULL CONSTRAINT practice_part_is_known CHECK (part IN ('practise', 'help')),
  said_at timestamptz NOT NULL,
  PRIMARY KEY (work_item_id, skill_id, person_id)
);
CREATE INDEX practice_person ON practice (person_id);

CREATE INDEX placement_of_skill ON placement (skill_id, person_id, id DESC)
  INCLUDE (wish, is_glad_to_help);
CREATE INDEX work_item_words ON work_item
  USING gin (to_tsvector('simple', translate(coalesce(key, '') || ' ' || coalesce(title, ''),
                                             '-_/.:@', '      ')));

CREATE VIEW teammate AS
SELECT id AS person_id, id AS mate_id
  FROM person
 UNION
SELECT mine.person_id, theirs.person_id
  FROM membership AS mine
  JOIN membership AS theirs ON theirs.team_id = mine.team_id AND theirs.until IS NULL
 WHERE mine.until IS NULL;

CREATE VIEW open_to AS
SELECT DISTINCT teammate.person_id, work_item.id AS work_item_id
  FROM teammate
  JOIN account ON account.person_id = teammate.mate_id
  JOIN contribution ON contribution.account_id = account.id
  JOIN work_item ON work_item.id = contribution.work_item_id
 WHERE work_item.status_category IN ('new', 'indeterminate')
   AND work_item.done_at IS NULL
   AND work_item.deleted_at IS NULL
   AND NOT work_item.is_secret
   AND NOT work_item.is_out_of_scope
   AND EXISTS (SELECT
                 FROM account AS mine
                 JOIN contribution AS my_part ON my_part.account_id = mine.id
                 JOIN work_item AS known ON known.id = my_part.work_item_id
                WHERE mine.person_id = teammate.person_id
                  AND known.connection_id = work_item.connection_id
                  AND known.project_key = work_item.project_key);
