ALTER TABLE team
  ADD COLUMN rhythm integer CONSTRAINT team_rhythm_is_a_weekday CHECK (rhythm BETWEEN 1 AND 7);

CREATE TABLE pace (
  person_id bigint PRIMARY KEY REFERENCES person,
  weekly_most integer NOT NULL
    CONSTRAINT weekly_most_is_one_to_seven CHECK (weekly_most BETWEEN 1 AND 7),
  days_off integer[] NOT NULL CONSTRAINT days_off_leave_a_day
    CHECK (days_off <@ '{1,2,3,4,5,6,7}'::integer[] AND cardinality(days_off) < 7),
  quiet_from integer NOT NULL CONSTRAINT quiet_from_is_an_hour CHECK (quiet_from BETWEEN 0 AND 23),
  quiet_until integer NOT NULL
    CONSTRAINT quiet_until_is_an_hour CHECK (quiet_until BETWEEN 0 AND 23),
  paused_until date,
  changed_at timestamptz NOT NULL
);

CREATE VIEW led AS
SELECT chief.person_id AS lead_id, member.person_id AS member_id
  FROM membership AS chief
  JOIN membership AS member ON member.team_id = chief.team_id AND member.until IS NULL
 WHERE chief.is_lead
   AND chief.until IS NULL
   AND member.person_id <> chief.person_id;

ALTER TABLE ask
  DROP CONSTRAINT ask_reason_is_known,
  ADD CONSTRAINT ask_reason_is_known
    CHECK (reason IN ('assignee', 'mover', 'reviewer', 'reporter', 'commenter', 'worklog_author',
                      'page_author', 'page_editor', 'named', 'unseen')),
  DROP CONSTRAINT ask_state_is_known,
  ADD CONSTRAINT ask_state_is_known
    CHECK (state IN ('proposed', 'waiting', 'open', 'answered', 'passed', 'absent', 'expired',
                     'withdrawn')),
  ADD COLUMN opened_at timestamptz,
  ADD COLUMN eyes_on text CONSTRAINT eyes_on_is_short CHECK (length(eyes_on) <= 200),
  ADD COLUMN is_lead boolean NOT NULL DEFAULT false;
-- Nothing was released yet, so no code that still runs makes asks without this time.
UPDATE ask SET opened_at = asked_at;
ALTER TABLE ask ADD CONSTRAINT ask_was_open_before_it_closed
  CHECK (opened_at IS NOT NULL OR state IN ('proposed', 'waiting', 'expired', 'withdrawn'));
DROP INDEX ask_closing;
CREATE INDEX ask_closing ON ask (closes_at) WHERE state IN ('proposed', 'waiting', 'open');
CREATE INDEX ask_opened ON ask (opened_at);

CREATE OR REPLACE VIEW unanswered AS
SELECT id, work_item_id, giver_id, receiver_id, reason, asked_at, closes_at, is_lead
  FROM ask
 WHERE asked_at IS NOT NULL
   AND reason <> 'unseen'
   AND NOT EXISTS (SELECT FROM feedback
                    WHERE feedback.ask_id = ask.id
                      AND (withdrawn_at IS NULL OR first_read_at IS NOT NULL));

CREATE INDEX work_item_page ON work_item (updated_at) WHERE kind = 'page';

CREATE TABLE let_be (
  person_id bigint NOT NULL REFERENCES person,
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  about_id bigint NOT NULL REFERENCES person,
  PRIMARY KEY (person_id, work_item_id, about_id)
);
CREATE INDEX let_be_work ON let_be (work_item_id);
CREATE INDEX let_be_about ON let_be (about_id);

CREATE TABLE notice_choice (
  person_id bigint NOT NULL REFERENCES person,
  kind text NOT NULL CONSTRAINT notice_kind_is_known
    CHECK (kind IN ('asks', 'words', 'proposals', 'unseen')),
  rhythm text NOT NULL CONSTRAINT notice_rhythm_is_known
    CHECK (rhythm IN ('daily', 'weekly', 'never')),
  PRIMARY KEY (person_id, kind)
);

CREATE TABLE mail_choice (
  person_id bigint PRIMARY KEY REFERENCES person,
  weekly_on integer NOT NULL CONSTRAINT weekly_on_is_a_weekday CHECK (weekly_on BETWEEN 1 AND 7),
  signs_in boolean NOT NULL
);

CREATE TABLE chat (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint REFERENCES team,
  product text NOT NULL CONSTRAINT chat_product_is_known CHECK (product IN ('slack', 'teams')),
  address bytea NOT NULL,
  host text NOT NULL,
  language text NOT NULL CONSTRAINT chat_language_is_known CHECK (language IN ('en', 'nl')),
  person_id bigint NOT NULL REFERENCES person,
  made_at timestamptz NOT NULL,
  CONSTRAINT chat_is_one_a_team UNIQUE NULLS NOT DISTINCT (team_id)
);
CREATE INDEX chat_person ON chat (person_id);

CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint REFERENCES person,
  chat_id bigint REFERENCES chat ON DELETE CASCADE,
  day date,
  sealed bytea,
  state text NOT NULL CONSTRAINT letter_state_is_known
    CHECK (state IN ('waiting', 'sending', 'sent', 'nothing', 'failed', 'unsure')),
  tries integer NOT NULL DEFAULT 0,
  written_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  reason text,
  CONSTRAINT letter_is_to_a_person_or_a_chat CHECK ((person_id IS NULL) <> (chat_id IS NULL)),
  CONSTRAINT letter_is_a_digest_or_sealed CHECK (day IS NULL OR sealed IS NULL)
);
CREATE UNIQUE INDEX letter_is_one_digest_a_day ON letter (person_id, chat_id, day) NULLS NOT DISTINCT
  WHERE day IS NOT NULL;
CREATE INDEX letter_chat ON letter (chat_id) WHERE chat_id IS NOT NULL;
CREATE INDEX letter_unsettled ON letter (id)
  WHERE state IN ('waiting', 'sending', 'failed', 'unsure');

CREATE TABLE told (
  letter_id bigint NOT NULL REFERENCES letter ON DELETE CASCADE,
  person_id bigint REFERENCES person,
  chat_id bigint REFERENCES chat ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT told_kind_is_known
    CHECK (kind IN ('ask', 'reminder', 'words', 'proposal', 'unseen', 'shared')),
  about_id bigint NOT NULL,
  CONSTRAINT nothing_is_told_twice UNIQUE NULLS NOT DISTINCT (person_id, chat_id, kind, about_id)
);
CREATE INDEX told_letter ON told (letter_id);
CREATE INDEX told_chat ON told (chat_id) WHERE chat_id IS NOT NULL;

ALTER TABLE one_time_link
  DROP CONSTRAINT one_time_link_purpose_is_known,
  ADD CONSTRAINT one_time_link_purpose_is_known
    CHECK (purpose IN ('setup', 'invite', 'reset', 'enter')),
  ADD COLUMN leads_to text;
