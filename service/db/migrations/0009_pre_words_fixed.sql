-- Words that come full circle: reactions, sharing onward, thanks, walls and reports.

ALTER TABLE team ADD COLUMN wall_opened_at timestamptz;
ALTER TABLE observation ADD COLUMN on_map boolean NOT NULL DEFAULT true;

-- Who is in a team that agreed to have a wall, today.
CREATE VIEW walled AS
SELECT membership.person_id, team.id AS team_id
  FROM membership
  JOIN team ON team.id = membership.team_id
 WHERE until IS NULL
   AND wall_opened_at IS NOT NULL;

-- What a receiver gave back for words: their giver alone reads it too.
CREATE TABLE reaction (
  feedback_id bigint PRIMARY KEY REFERENCES feedback ON DELETE CASCADE,
  thanked_at timestamptz,
  helped text CONSTRAINT reaction_helped_is_known CHECK (helped IN ('yes', 'partly', 'not_now')),
  will_do text CONSTRAINT reaction_will_do_is_short CHECK (length(will_do) <= 300),
  question text CONSTRAINT reaction_question_is_short CHECK (length(question) <= 300),
  answer text CONSTRAINT reaction_answer_is_short CHECK (length(answer) <= 300),
  changed_at timestamptz NOT NULL,  -- by the receiver
  answered_at timestamptz,          -- by the giver
  seen_at timestamptz,              -- by the giver, last
  CONSTRAINT only_a_question_is_answered CHECK (answer IS NULL OR question IS NOT NULL)
);

-- People with whom a receiver shared words that were not for two only.
CREATE TABLE onward (
  feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  shared_at timestamptz NOT NULL,
  PRIMARY KEY (feedback_id, person_id)
);
CREATE INDEX onward_person ON onward (person_id, shared_at DESC);

-- Thanks hang on work or on a dated moment, and go to people or to all of a team.
CREATE TABLE thanks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  giver_id bigint NOT NULL REFERENCES person,
  team_id bigint REFERENCES team,   -- null: to people by name
  work_item_id bigint REFERENCES work_item,
  happened_on date,
  happening text CONSTRAINT thanks_happening_is_short CHECK (length(happening) <= 120),
  effect text CONSTRAINT thanks_effect_is_short CHECK (length(effect) <= 400),
  purpose text CONSTRAINT thanks_purpose_is_short CHECK (length(purpose) <= 200),
  readers text NOT NULL CONSTRAINT thanks_readers_are_known CHECK (readers IN ('two', 'wall')),
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  CONSTRAINT thanks_hang_on_work_or_a_moment CHECK ((work_item_id IS NULL) <> (happened_on IS NULL)),
  CONSTRAINT thanks_name_their_effect CHECK (withdrawn_at IS NOT NULL OR effect IS NOT NULL),
  CONSTRAINT withdrawn_thanks_are_empty
    CHECK (withdrawn_at IS NULL OR (happening IS NULL AND effect IS NULL AND purpose IS NULL))
);
CREATE INDEX thanks_giver ON thanks (giver_id, id DESC);
CREATE INDEX thanks_work_item ON thanks (work_item_id) WHERE work_item_id IS NOT NULL;
CREATE INDEX thanks_team ON thanks (team_id) WHERE team_id IS NOT NULL;

CREATE TABLE thanked (
  thanks_id bigint NOT NULL REFERENCES thanks ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  first_read_at timestamptz,
  agreed_at timestamptz,            -- to the wall
  PRIMARY KEY (thanks_id, person_id)
);
CREATE INDEX thanked_person ON thanked (person_id, thanks_id DESC);

-- What stands on which wall: people by name all agreed, or one did for a team, and that team has a wall.
CREATE VIEW on_wall AS
SELECT walled.team_id, feedback.id AS feedback_id, NULL::bigint AS thanks_id, shared_at AS since
  FROM feedback
  JOIN walled ON walled.person_id = receiver_id
 WHERE readers = 'wall'
   AND shared_at IS NOT NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT walled.team_id, NULL, thanks.id, max(agreed_at)
  FROM thanks
  JOIN thanked ON thanked.thanks_id = thanks.id
  LEFT JOIN walled ON walled.person_id = thanked.person_id
                  AND (thanks.team_id IS NULL OR walled.team_id = thanks.team_id)
 WHERE readers = 'wall'
   AND withdrawn_at IS NULL
 GROUP BY walled.team_id, thanks.id
HAVING walled.team_id IS NOT NULL
   AND CASE WHEN thanks.team_id IS NULL
            THEN NOT EXISTS (SELECT FROM thanked AS waiting
                              WHERE waiting.thanks_id = thanks.id AND waiting.agreed_at IS NULL)
            ELSE max(agreed_at) IS NOT NULL END;

-- Who reads which words, as whom and since when; withdrawn words are their giver's alone.
CREATE VIEW reader AS
SELECT id AS feedback_id, giver_id AS person_id, 'giver' AS circle, 1 AS place, given_at AS since
  FROM feedback
 UNION ALL
SELECT id, receiver_id, 'receiver', 2, given_at
  FROM feedback
 WHERE withdrawn_at IS NULL
 UNION ALL
SELECT feedback.id, teammate.person_id, 'team', 3, shared_at
  FROM feedback
  JOIN teammate ON teammate.mate_id = receiver_id
 WHERE readers = 'team'
   AND shared_at IS NOT NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT feedback_id, person_id, 'chosen', 4, onward.shared_at
  FROM onward
  JOIN feedback ON feedback.id = feedback_id
 WHERE readers = 'team'
   AND withdrawn_at IS NULL
 UNION ALL
SELECT feedback_id, participant.person_id, 'wall', 5, since
  FROM on_wall
 CROSS JOIN participant
 WHERE feedback_id IS NOT NULL;

-- Two people whom the organisation trusts with reports.
CREATE TABLE trusted_person (
  slot integer PRIMARY KEY CONSTRAINT two_people_are_trusted CHECK (slot IN (1, 2)),
  person_id bigint NOT NULL CONSTRAINT trusted_person_is_chosen_once UNIQUE REFERENCES person,
  chosen_by bigint REFERENCES person,  -- null: the system
  chosen_at timestamptz NOT NULL
);
CREATE INDEX trusted_person_chosen_by ON trusted_person (chosen_by);

-- Those of them who may read reports today: whoever leads or administers does not.
CREATE VIEW trusted AS
SELECT slot, person.id AS person_id, person.name
  FROM trusted_person
  JOIN person ON person.id = trusted_person.person_id
 WHERE left_at IS NULL
   AND welcomed_at IS NOT NULL
   AND NOT is_administrator
   AND NOT EXISTS (SELECT FROM membership
                    WHERE membership.person_id = person.id AND is_lead AND until IS NULL);

CREATE TABLE report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feedback_id bigint REFERENCES feedback,
  thanks_id bigint REFERENCES thanks,
  reporter_id bigint NOT NULL REFERENCES person,
  giver_id bigint NOT NULL REFERENCES person,
  reason text NOT NULL CONSTRAINT report_has_a_reason CHECK (length(reason) BETWEEN 1 AND 600),
  words text,                       -- as they stood; forgotten when the report is closed
  reported_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by bigint REFERENCES person,
  outcome text CONSTRAINT report_outcome_is_short CHECK (length(outcome) <= 600),
  CONSTRAINT report_is_about_one_text CHECK ((feedback_id IS NULL) <> (thanks_id IS NULL)),
  CONSTRAINT closed_report_keeps_no_words CHECK ((closed_at IS NULL) = (words IS NOT NULL))
);
CREATE UNIQUE INDEX report_of_feedback_is_open_once ON report (feedback_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX report_of_thanks_is_open_once ON report (thanks_id, reporter_id) WHERE closed_at IS NULL;
CREATE INDEX report_feedback ON report (feedback_id, id DESC);
CREATE INDEX report_thanks ON report (thanks_id, id DESC);
CREATE INDEX report_reporter ON report (reporter_id);
CREATE INDEX report_giver ON report (giver_id);
CREATE INDEX report_closed_by ON report (closed_by);
