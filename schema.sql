-- The whole database as it is now. Production gets here by service/db/migrations; a test holds both equal.

CREATE TABLE migration (
  name text PRIMARY KEY
);

-- connections ------------------------------------------------------------------------------

CREATE TABLE connection (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
    CONSTRAINT connection_name_is_unique UNIQUE
    CONSTRAINT connection_name_is_a_slug CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  product text NOT NULL
    CONSTRAINT connection_product_is_known CHECK (product IN
      ('jira-cloud', 'jira-datacenter', 'confluence-cloud', 'confluence-datacenter')),
  secret bytea NOT NULL,            -- encrypted with a key from the settings
  previous_secret bytea,            -- still accepted until previous_until, so that rotating loses nothing
  previous_until timestamptz,
  created_at timestamptz NOT NULL,
  base_url text                     -- where people open it, without a slash at its end
    CONSTRAINT connection_base_url_is_short CHECK (length(base_url) <= 300),
  cloud_id text,
  auth text NOT NULL DEFAULT 'none' CONSTRAINT connection_auth_is_known
    CHECK (auth IN ('none', 'api_token', 'personal_token', 'oauth')),
  credentials bytea,                -- sealed JSON: what the auth needs
  needs_reconnect boolean NOT NULL DEFAULT false,  -- the grant is gone; only a person can renew it
  takes_all_projects boolean NOT NULL DEFAULT false,
  reviewer_fields text[] NOT NULL DEFAULT '{}',    -- user-picker fields that name reviewers
  is_paused boolean NOT NULL DEFAULT false,        -- deliveries are kept, and wait
  calls_wait_until timestamptz,     -- a quota of the other side is used up
  calls_wait_reason text,
  offers_links boolean NOT NULL DEFAULT false,     -- "give feedback on this work" on the issue
  reconcile_wanted_at timestamptz   -- a sprint ended or a release was made: much changed at once
);

-- What an administrator chose of a connection; spaces of Confluence are projects here.
CREATE TABLE project (
  connection_id bigint NOT NULL REFERENCES connection,
  key text NOT NULL,
  external_id text,
  name text NOT NULL,
  is_chosen boolean NOT NULL DEFAULT false,
  keeps_titles boolean NOT NULL DEFAULT true,
  issue_types text[],               -- null: all of them
  PRIMARY KEY (connection_id, key)
);

-- Where done is not what the status category says; '' means every project, every type.
CREATE TABLE done_status (
  connection_id bigint NOT NULL REFERENCES connection,
  project_key text NOT NULL DEFAULT '',
  issue_type text NOT NULL DEFAULT '',
  status text NOT NULL,
  is_done boolean NOT NULL,
  PRIMARY KEY (connection_id, project_key, issue_type, status)
);

-- Work of which a delivery told too little: asked for by a job, once for each burst.
CREATE TABLE lookup (
  connection_id bigint NOT NULL REFERENCES connection,
  kind text NOT NULL CONSTRAINT lookup_kind_is_known CHECK (kind IN ('issue', 'page')),
  external_id text NOT NULL,
  wanted_at timestamptz NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  reason text,
  PRIMARY KEY (connection_id, kind, external_id)
);
CREATE INDEX lookup_due ON lookup (not_before);

-- Each time a connection was asked what changed, and what the deliveries had missed.
CREATE TABLE reconcile (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL REFERENCES connection,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  reached_at timestamptz NOT NULL,  -- the next one asks from here, with some overlap
  looked_at integer NOT NULL DEFAULT 0,
  missed integer NOT NULL DEFAULT 0,
  reason text
);
CREATE INDEX reconcile_latest ON reconcile (connection_id, id DESC);

CREATE TABLE backfill (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL REFERENCES connection,
  since date NOT NULL,
  state text NOT NULL CONSTRAINT backfill_state_is_known
    CHECK (state IN ('running', 'done', 'failed', 'stopped')),
  reached_at timestamptz,           -- with reached_id: where to go on after a kill
  reached_id text,
  done integer NOT NULL DEFAULT 0,
  total integer,
  seconds double precision NOT NULL DEFAULT 0,  -- at work, without what it waited
  began_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz,
  reason text
);
CREATE UNIQUE INDEX backfill_runs_once_a_connection ON backfill (connection_id) WHERE state = 'running';
CREATE INDEX backfill_latest ON backfill (connection_id, id DESC);

-- Webhooks that Gezel made itself; those of OAuth end after thirty days unless refreshed.
CREATE TABLE registration (
  connection_id bigint NOT NULL REFERENCES connection,
  external_id text NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (connection_id, external_id)
);

CREATE TABLE delivery (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL,    -- no foreign key: its check would cost each delivery a row lock
  identifier text,                  -- what makes a repeat recognisable; null where nothing does
  received_at timestamptz NOT NULL,
  body bytea,                       -- null once understood and forgotten
  event text,
  state text NOT NULL DEFAULT 'pending'
    CONSTRAINT delivery_state_is_known
    CHECK (state IN ('pending', 'done', 'ignored', 'quarantined', 'failed')),
  reason text,
  handled_at timestamptz,
  channel text NOT NULL DEFAULT 'webhook' CONSTRAINT delivery_channel_is_known
    CHECK (channel IN ('webhook', 'oauth', 'forge', 'automation')),
  CONSTRAINT delivery_is_kept_once UNIQUE (connection_id, identifier)
);
ALTER TABLE delivery ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX delivery_pending ON delivery (connection_id, id) WHERE state = 'pending';
CREATE INDEX delivery_state ON delivery (connection_id, state, id);
CREATE INDEX delivery_with_body ON delivery (handled_at)
  WHERE body IS NOT NULL AND handled_at IS NOT NULL;

-- How many deliveries came in each hour and what became of them, so that no page counts them all.
CREATE TABLE delivery_hour (
  connection_id bigint NOT NULL REFERENCES connection,
  hour timestamptz NOT NULL,        -- of receiving
  state text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (connection_id, hour, state)
);

-- people -----------------------------------------------------------------------------------

CREATE TABLE person (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT person_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  email text NOT NULL CONSTRAINT person_email_is_lower CHECK (email = lower(email) AND length(email) <= 254),
  password_hash text,
  session_key text NOT NULL,        -- changes with the password: signs out everywhere
  language text NOT NULL DEFAULT 'en' CONSTRAINT person_language_is_known CHECK (language IN ('en', 'nl')),
  is_administrator boolean NOT NULL DEFAULT false,
  takes_part boolean NOT NULL DEFAULT false,
  asking text CONSTRAINT person_asking_is_known CHECK (asking IN ('ask', 'propose', 'by_hand')),
  welcomed_at timestamptz,          -- has read what Gezel does and chose
  created_at timestamptz NOT NULL,
  left_at timestamptz,
  email_proved_at timestamptz,      -- came in by a link made for this address
  CONSTRAINT person_email_is_unique UNIQUE (email)
);
CREATE INDEX person_by_name ON person (lower(name), id);

CREATE TABLE team (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
    CONSTRAINT team_name_is_unique UNIQUE
    CONSTRAINT team_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  takes_part boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);

CREATE TABLE membership (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES team,
  person_id bigint NOT NULL REFERENCES person,
  is_lead boolean NOT NULL DEFAULT false,
  since date NOT NULL,
  until date,
  CONSTRAINT membership_ends_after_it_began CHECK (until >= since)
);
CREATE UNIQUE INDEX membership_is_current_once ON membership (team_id, person_id) WHERE until IS NULL;
CREATE INDEX membership_person ON membership (person_id);

-- Who takes part: signed in once, here, and chosen, alone or with a team.
CREATE VIEW participant AS
SELECT person.id AS person_id, person.asking
  FROM person
 WHERE left_at IS NULL
   AND welcomed_at IS NOT NULL
   AND (takes_part
        OR EXISTS (SELECT FROM membership
                     JOIN team ON team.id = membership.team_id
                    WHERE membership.person_id = person.id
                      AND until IS NULL
                      AND team.takes_part));

-- Who is in a team of mine today, and I myself.
CREATE VIEW teammate AS
SELECT id AS person_id, id AS mate_id
  FROM person
 UNION
SELECT mine.person_id, theirs.person_id
  FROM membership AS mine
  JOIN membership AS theirs ON theirs.team_id = mine.team_id AND theirs.until IS NULL
 WHERE mine.until IS NULL;

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL REFERENCES connection,
  external_id text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CONSTRAINT account_kind_is_known CHECK (kind IN ('person', 'app', 'customer')),
  person_id bigint REFERENCES person,
  claimed_by bigint REFERENCES person,
  is_settled boolean NOT NULL DEFAULT false,  -- somebody said whose it is, or nobody's
  is_closed boolean NOT NULL DEFAULT false,   -- deleted or anonymised there; its name is ''
  named_at timestamptz,             -- when its name was learnt
  reported_at timestamptz,          -- in the personal-data report to Atlassian
  CONSTRAINT account_is_known_once UNIQUE (connection_id, external_id),
  CONSTRAINT account_of_a_person_is_a_persons
    CHECK (kind = 'person' OR (person_id IS NULL AND claimed_by IS NULL))
);
CREATE INDEX account_person ON account (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX account_claimed ON account (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX account_unmatched ON account (lower(name), id) WHERE person_id IS NULL AND kind = 'person';
CREATE INDEX account_to_report ON account (coalesce(reported_at, '-infinity'), id)
  WHERE kind <> 'app' AND NOT is_closed;

-- Cloud knows somebody by one id everywhere: an account, itself, and the same one elsewhere.
CREATE VIEW same_account AS
SELECT account.id AS account_id, same.id AS same_id
  FROM account
  JOIN connection AS here ON here.id = account.connection_id
  JOIN connection AS there
    ON there.id = here.id
    OR (here.product IN ('jira-cloud', 'confluence-cloud')
        AND there.product IN ('jira-cloud', 'confluence-cloud'))
  JOIN account AS same
    ON same.connection_id = there.id AND same.external_id = account.external_id;

CREATE TABLE one_time_link (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CONSTRAINT one_time_link_purpose_is_known CHECK (purpose IN ('setup', 'invite', 'reset')),
  person_id bigint REFERENCES person,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT only_setup_is_for_nobody CHECK ((person_id IS NULL) = (purpose = 'setup'))
);
CREATE INDEX one_time_link_person ON one_time_link (person_id);

CREATE TABLE sign_in_attempt (
  who text NOT NULL,                -- a hash of the address that was typed, or of where from
  at timestamptz NOT NULL
);
CREATE INDEX sign_in_attempt_who ON sign_in_attempt (who, at);
CREATE INDEX sign_in_attempt_at ON sign_in_attempt (at);

-- Who looked at a raw body, and why.
CREATE TABLE body_look (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id bigint NOT NULL,      -- may be forgotten by now
  connection_id bigint NOT NULL REFERENCES connection,
  person_id bigint NOT NULL REFERENCES person,
  reason text NOT NULL CONSTRAINT body_look_has_a_reason CHECK (length(reason) BETWEEN 5 AND 300),
  at timestamptz NOT NULL
);
CREATE INDEX body_look_latest ON body_look (connection_id, id DESC);
CREATE INDEX body_look_person ON body_look (person_id);

-- work -------------------------------------------------------------------------------------

CREATE TABLE work_item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint REFERENCES connection,
  kind text NOT NULL CONSTRAINT work_item_kind_is_known CHECK (kind IN ('issue', 'page', 'moment')),
  external_id text,                 -- the issue's id: the key may change, this does not
  key text,
  project_key text,
  project_name text,
  issue_type text,
  title text,                       -- null where a security level hides it
  labels text[] NOT NULL DEFAULT '{}',
  components text[] NOT NULL DEFAULT '{}',
  epic_key text,
  epic_told_at timestamptz,         -- Data Center tells the epic only when it changes
  status text,
  status_category text,             -- null: known from a comment or a delete only
  resolution text,
  is_secret boolean NOT NULL DEFAULT false,
  is_bulk boolean NOT NULL DEFAULT false,   -- it became done as one of many at once
  created_at timestamptz,
  updated_at timestamptz,           -- as the connection tells: orders the deliveries
  seen_at timestamptz,              -- the delivery's own timestamp: orders equal updates
  told_done_at timestamptz,         -- when it became done, as its own fields tell
  entered_done_at timestamptz,      -- when it became done, as a delivery was seen to do it
  done_at timestamptz,              -- null while it is not done
  deleted_at timestamptz,
  is_out_of_scope boolean NOT NULL DEFAULT false,  -- moved to a project that was not chosen
  CONSTRAINT work_item_is_known_once UNIQUE (connection_id, kind, external_id)
);
CREATE INDEX work_item_done ON work_item (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX work_item_words ON work_item
  USING gin (to_tsvector('simple', translate(coalesce(key, '') || ' ' || coalesce(title, ''),
                                             '-_/.:@', '      ')));

CREATE TABLE contribution (
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  account_id bigint NOT NULL REFERENCES account,
  role text NOT NULL CONSTRAINT contribution_role_is_known
    CHECK (role IN ('assignee', 'mover', 'reviewer', 'reporter', 'commenter',
                    'worklog_author', 'page_author', 'page_editor')),
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (work_item_id, account_id, role)
);
CREATE INDEX contribution_account ON contribution (account_id, work_item_id);

-- Open work that a person may see: of somebody in their teams, in a project where they had a part
-- themselves, so that nobody sees a project here that they cannot open there.
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

-- The way back: a link on the issue, and pages that Gezel keeps current.
CREATE TABLE remote_link (
  work_item_id bigint PRIMARY KEY REFERENCES work_item ON DELETE CASCADE,
  state text NOT NULL CONSTRAINT remote_link_state_is_known CHECK (state IN ('there', 'gone', 'refused')),
  changed_at timestamptz NOT NULL,
  reason text
);

CREATE TABLE published_page (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL REFERENCES connection,
  person_id bigint REFERENCES person,
  team_id bigint REFERENCES team,
  space_key text NOT NULL,
  external_id text,                 -- null until it was published once
  address text,
  published_at timestamptz,
  reason text,
  CONSTRAINT page_is_of_a_person_or_a_team CHECK ((person_id IS NULL) <> (team_id IS NULL)),
  CONSTRAINT page_is_published_once UNIQUE NULLS NOT DISTINCT (connection_id, person_id, team_id)
);
CREATE INDEX published_page_person ON published_page (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX published_page_team ON published_page (team_id) WHERE team_id IS NOT NULL;

-- skills -----------------------------------------------------------------------------------

CREATE TABLE area (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL CONSTRAINT area_slug_is_unique UNIQUE,
  position integer NOT NULL,
  name_en text NOT NULL,
  name_nl text NOT NULL
);

CREATE TABLE skill (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  slug text NOT NULL CONSTRAINT skill_slug_is_unique UNIQUE,
  area_id bigint NOT NULL REFERENCES area,
  position integer NOT NULL,
  archived_at timestamptz,          -- offered no longer; what people said of it stays theirs
  merged_into bigint REFERENCES skill,  -- where its history went, and its address leads
  CONSTRAINT merged_skill_is_archived CHECK (merged_into IS NULL OR archived_at IS NOT NULL),
  CONSTRAINT skill_is_not_merged_into_itself CHECK (merged_into <> id)
);
CREATE INDEX skill_merged_into ON skill (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE skill_version (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_id bigint NOT NULL REFERENCES skill,
  number integer NOT NULL,
  name_en text NOT NULL,
  name_nl text NOT NULL,
  summary_en text NOT NULL,
  summary_nl text NOT NULL,
  valid_from timestamptz NOT NULL,
  made_by bigint REFERENCES person, -- null: it came with Gezel or from a command
  CONSTRAINT skill_version_number_is_unique UNIQUE (skill_id, number)
);
CREATE INDEX skill_version_made_by ON skill_version (made_by) WHERE made_by IS NOT NULL;

CREATE TABLE skill_level (
  skill_version_id bigint NOT NULL REFERENCES skill_version,
  level integer NOT NULL CONSTRAINT level_is_one_of_five CHECK (level BETWEEN 1 AND 5),
  summary_en text NOT NULL,
  summary_nl text NOT NULL,
  signals_en text[] NOT NULL,
  signals_nl text[] NOT NULL,
  examples_en text[] NOT NULL DEFAULT '{}',
  examples_nl text[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (skill_version_id, level)
);

CREATE TABLE area_steward (
  area_id bigint NOT NULL REFERENCES area,
  person_id bigint NOT NULL REFERENCES person,
  since timestamptz NOT NULL,
  PRIMARY KEY (area_id, person_id)
);
CREATE INDEX area_steward_person ON area_steward (person_id);

-- A skill, or a change of one, that somebody would like to see in the catalogue.
CREATE TABLE proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  area_id bigint NOT NULL REFERENCES area,
  skill_id bigint REFERENCES skill, -- null: a new skill
  version_id bigint REFERENCES skill_version,  -- the words it began from
  proposer_id bigint NOT NULL REFERENCES person,
  state text NOT NULL CONSTRAINT proposal_state_is_known
    CHECK (state IN ('draft', 'open', 'accepted', 'declined', 'withdrawn')),
  typed jsonb NOT NULL,             -- the fields of the form, as they were typed
  reason text CONSTRAINT proposal_reason_is_short CHECK (length(reason) <= 600),
  saved_at timestamptz NOT NULL,
  sent_at timestamptz,
  answer text CONSTRAINT proposal_answer_is_short CHECK (length(answer) <= 600),
  answered_by bigint REFERENCES person,
  answered_at timestamptz,
  answer_read_at timestamptz,       -- the proposer saw it
  accepted_version_id bigint REFERENCES skill_version,
  CONSTRAINT proposal_of_a_change_names_its_version CHECK ((skill_id IS NULL) = (version_id IS NULL)),
  CONSTRAINT proposal_is_sent_before_it_is_answered CHECK (answered_at IS NULL OR sent_at IS NOT NULL),
  CONSTRAINT proposal_is_answered_by_somebody
    CHECK ((state IN ('accepted', 'declined')) = (answered_at IS NOT NULL)),
  CONSTRAINT accepted_proposal_made_a_version
    CHECK ((state = 'accepted') = (accepted_version_id IS NOT NULL))
);
CREATE INDEX proposal_proposer ON proposal (proposer_id, id DESC);
CREATE INDEX proposal_area ON proposal (area_id, state, id DESC);
CREATE INDEX proposal_answered_by ON proposal (answered_by) WHERE answered_by IS NOT NULL;

CREATE TABLE rule (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_id bigint NOT NULL REFERENCES skill,
  is_on boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  -- {"all"|"any": [node…]}, {"not": node} or {"field": name, "is": [value…]}
  conditions jsonb NOT NULL,
  position integer NOT NULL,        -- among the rules of its skill: the first that matches links
  area_id bigint NOT NULL REFERENCES area,  -- whose stewards may change it
  changed_at timestamptz NOT NULL,
  deleted_at timestamptz,
  CONSTRAINT rule_conditions_are_a_short_tree
    CHECK (jsonb_typeof(conditions) = 'object' AND length(conditions::text) BETWEEN 3 AND 60000)
);
CREATE INDEX rule_skill ON rule (skill_id, position) WHERE deleted_at IS NULL;

-- Each form that a rule had, who gave it that, and when; nobody: the system.
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

-- Going through past work with changed rules, newest work first. What is below `below_id` waits.
CREATE TABLE relink (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asked_at timestamptz NOT NULL,
  total integer NOT NULL,
  looked_at integer NOT NULL DEFAULT 0,
  below_id bigint NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX relink_goes_one_at_a_time ON relink ((true)) WHERE ended_at IS NULL;

-- What rules look at in work; what is deleted or barely known has no links.
CREATE VIEW linkable_item AS
SELECT work_item.id, key, connection.name AS connection,
       CASE WHEN kind = 'issue' THEN project_key END AS project,
       CASE WHEN kind = 'page' THEN project_key END AS space,
       issue_type AS type, components, labels, epic_key AS epic, title, done_at
  FROM work_item
  LEFT JOIN connection ON connection.id = work_item.connection_id
 WHERE work_item.deleted_at IS NULL
   AND status_category IS NOT NULL;

CREATE TABLE link (
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  rule_id bigint REFERENCES rule,
  created_at timestamptz NOT NULL,
  source text NOT NULL DEFAULT 'rule'
    CONSTRAINT link_source_is_known CHECK (source IN ('rule', 'suggestion', 'person')),
  added_by bigint REFERENCES person,  -- who took over the suggestion, or added it
  PRIMARY KEY (work_item_id, skill_id),
  CONSTRAINT link_of_a_rule_names_it CHECK ((source = 'rule') = (rule_id IS NOT NULL)),
  CONSTRAINT only_people_add_links CHECK (source <> 'rule' OR added_by IS NULL)
);
CREATE INDEX link_skill ON link (skill_id, work_item_id);
CREATE INDEX link_rule ON link (rule_id);
CREATE INDEX link_added_by ON link (added_by) WHERE added_by IS NOT NULL;

-- What somebody said of their own part in a piece of work: it practised this skill, or it did not.
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

-- In how many items a term occurred. Its word is known only from the fifth item on.
CREATE TABLE term (
  hash bigint PRIMARY KEY,          -- keyed with the installation's secret
  items bigint NOT NULL,
  word text,
  heard_on date NOT NULL,
  CONSTRAINT word_is_known_from_five_items CHECK (word IS NULL OR items >= 5)
);
CREATE INDEX term_rare ON term (heard_on) WHERE word IS NULL;

-- The terms of a description, sorted, until the contributors have answered; then null.
CREATE TABLE item_terms (
  work_item_id bigint PRIMARY KEY REFERENCES work_item ON DELETE CASCADE,
  hashes bigint[]
    CONSTRAINT item_keeps_forty_terms_at_most CHECK (cardinality(hashes) <= 40),
  heard_at timestamptz NOT NULL
);
CREATE INDEX item_terms_kept ON item_terms (heard_at) WHERE hashes IS NOT NULL;

-- What was learnt: how much a term spoke in answers that said yes or no to a skill.
CREATE TABLE skill_term (
  hash bigint NOT NULL,
  skill_id bigint NOT NULL REFERENCES skill,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0,
  PRIMARY KEY (hash, skill_id)
);
CREATE INDEX skill_term_skill ON skill_term (skill_id);

-- The sums of that, so that nothing has to add up every term.
CREATE TABLE skill_learnt (
  skill_id bigint PRIMARY KEY REFERENCES skill,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0
);

-- How many items were heard, and how many terms have a word.
CREATE TABLE vocabulary (
  is_all boolean PRIMARY KEY DEFAULT true CONSTRAINT vocabulary_is_one_row CHECK (is_all),
  items bigint NOT NULL,
  words bigint NOT NULL
);

-- How often suggestions of about this confidence were right: what a confidence is worth.
CREATE TABLE suggestion_outcome (
  step integer PRIMARY KEY,
  yes double precision NOT NULL DEFAULT 0,
  no double precision NOT NULL DEFAULT 0
);

-- What a person confirmed or added: such a link stays, whatever becomes of the rules.
CREATE VIEW settled_link AS
SELECT work_item_id, skill_id
  FROM link
 WHERE rule_id IS NULL
 UNION
SELECT work_item_id, skill_id
  FROM answer
 WHERE is_mine;

-- aims -------------------------------------------------------------------------------------

CREATE TABLE placement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  skill_version_id bigint NOT NULL REFERENCES skill_version,
  level integer CONSTRAINT placement_level_is_one_of_five CHECK (level BETWEEN 1 AND 5),
  wish integer NOT NULL DEFAULT 0 CONSTRAINT wish_is_zero_to_three CHECK (wish BETWEEN 0 AND 3),
  is_glad_to_help boolean NOT NULL DEFAULT false,
  placed_at timestamptz NOT NULL
);
CREATE INDEX placement_latest ON placement (person_id, skill_id, id DESC);
CREATE INDEX placement_of_skill ON placement (skill_id, person_id, id DESC)
  INCLUDE (wish, is_glad_to_help);

CREATE TABLE focus (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  slot integer CONSTRAINT person_has_three_focuses_at_most CHECK (slot BETWEEN 1 AND 3),
  will_try text CONSTRAINT focus_will_try_is_short CHECK (length(will_try) <= 300),
  is_shown_to_givers boolean NOT NULL DEFAULT true,
  begun_at timestamptz NOT NULL,
  trying_since timestamptz NOT NULL,  -- when what I try was last said anew
  ended_at timestamptz,
  CONSTRAINT open_focus_holds_a_slot CHECK ((ended_at IS NULL) = (slot IS NOT NULL))
);
CREATE UNIQUE INDEX focus_slot ON focus (person_id, slot) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX focus_is_open_once ON focus (person_id, skill_id) WHERE ended_at IS NULL;
CREATE INDEX focus_latest ON focus (person_id, skill_id, id DESC);

-- Who may find a person by what they are glad to help with and would like to learn; without a row
-- nobody may.
CREATE TABLE findable (
  person_id bigint PRIMARY KEY REFERENCES person,
  who text NOT NULL CONSTRAINT findable_who_is_known CHECK (who IN ('nobody', 'teams', 'everyone')),
  sentence text CONSTRAINT sentence_is_short CHECK (length(sentence) <= 300),
  changed_at timestamptz NOT NULL
);
CREATE INDEX findable_words ON findable
  USING gin (to_tsvector('simple', translate(coalesce(sentence, ''), '-_/.:@', '      ')));

-- Pick to learn: who would like to practise a skill in open work, and who is glad to help there.
CREATE TABLE practice (
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  person_id bigint NOT NULL REFERENCES person,
  part text NOT NULL CONSTRAINT practice_part_is_known CHECK (part IN ('practise', 'help')),
  said_at timestamptz NOT NULL,
  PRIMARY KEY (work_item_id, skill_id, person_id)
);
CREATE INDEX practice_person ON practice (person_id);

-- feedback ---------------------------------------------------------------------------------

CREATE TABLE ask (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  work_item_id bigint NOT NULL REFERENCES work_item,
  giver_id bigint NOT NULL REFERENCES person,
  receiver_id bigint NOT NULL REFERENCES person,
  reason text NOT NULL CONSTRAINT ask_reason_is_known
    CHECK (reason IN ('assignee', 'mover', 'reviewer', 'reporter', 'commenter',
                      'worklog_author', 'page_author', 'page_editor', 'named')),
  state text NOT NULL CONSTRAINT ask_state_is_known
    CHECK (state IN ('proposed', 'open', 'answered', 'passed', 'absent', 'expired', 'withdrawn')),
  slot integer CONSTRAINT giver_has_three_open_asks_at_most CHECK (slot BETWEEN 1 AND 3),
  made_at timestamptz NOT NULL,
  asked_at timestamptz,
  closes_at timestamptz NOT NULL,
  closed_at timestamptz,
  CONSTRAINT ask_is_never_about_oneself CHECK (giver_id <> receiver_id),
  CONSTRAINT ask_is_made_once UNIQUE (work_item_id, giver_id, receiver_id),
  CONSTRAINT open_ask_holds_a_slot CHECK ((state = 'open') = (slot IS NOT NULL)),
  CONSTRAINT asked_ask_has_its_time CHECK (state IN ('proposed', 'withdrawn') OR asked_at IS NOT NULL)
);
CREATE UNIQUE INDEX ask_giver_slot ON ask (giver_id, slot) WHERE state = 'open';
CREATE UNIQUE INDEX ask_pair_is_open_one_way
  ON ask (least(giver_id, receiver_id), greatest(giver_id, receiver_id)) WHERE state = 'open';
CREATE INDEX ask_pair ON ask (giver_id, receiver_id, asked_at);
CREATE INDEX ask_receiver ON ask (receiver_id, state);
CREATE INDEX ask_closing ON ask (closes_at) WHERE state IN ('proposed', 'open');

CREATE TABLE draft (
  ask_id bigint PRIMARY KEY REFERENCES ask ON DELETE CASCADE,
  answers jsonb NOT NULL,
  saved_at timestamptz NOT NULL
);

CREATE TABLE feedback (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ask_id bigint NOT NULL CONSTRAINT feedback_answers_one_ask UNIQUE REFERENCES ask,
  work_item_id bigint NOT NULL REFERENCES work_item,
  giver_id bigint NOT NULL REFERENCES person,
  receiver_id bigint NOT NULL REFERENCES person,
  closeness text NOT NULL CONSTRAINT closeness_is_known CHECK (closeness IN ('together', 'parts', 'result')),
  moment text CONSTRAINT moment_is_short CHECK (length(moment) <= 600),
  effect text CONSTRAINT effect_is_short CHECK (length(effect) <= 400),
  step text CONSTRAINT step_is_short CHECK (length(step) <= 300),
  readers text NOT NULL CONSTRAINT readers_are_known CHECK (readers IN ('two', 'team', 'wall')),
  given_at timestamptz NOT NULL,
  changed_at timestamptz,
  first_read_at timestamptz,
  shared_at timestamptz,            -- the receiver agreed to the wider circle of readers
  withdrawn_at timestamptz,
  CONSTRAINT withdrawn_feedback_is_empty
    CHECK (withdrawn_at IS NULL OR (moment IS NULL AND effect IS NULL AND step IS NULL)),
  CONSTRAINT feedback_says_something
    CHECK (withdrawn_at IS NOT NULL OR moment IS NOT NULL OR effect IS NOT NULL),
  CONSTRAINT only_wider_words_are_shared CHECK (shared_at IS NULL OR readers <> 'two')
);
CREATE INDEX feedback_receiver ON feedback (receiver_id, given_at DESC);
CREATE INDEX feedback_giver ON feedback (giver_id, given_at DESC);
CREATE INDEX feedback_work_item ON feedback (work_item_id);
CREATE INDEX feedback_shared ON feedback (shared_at DESC) WHERE shared_at IS NOT NULL;

-- Words with the work and the people they are about, as every list of words shows them.
CREATE VIEW words AS
SELECT feedback.id, ask_id, work_item_id, work_item.key, work_item.title, work_item.done_at,
       giver_id, giver.name AS giver, receiver_id, receiver.name AS receiver,
       closeness, moment, effect, step, readers,
       given_at, changed_at, first_read_at, shared_at, withdrawn_at
  FROM feedback
  JOIN work_item ON work_item.id = work_item_id
  JOIN person AS giver ON giver.id = giver_id
  JOIN person AS receiver ON receiver.id = receiver_id;

-- Asks that brought their receiver no words. Why not is nobody's business but the giver's, so
-- whatever a receiver can see or run into goes by this view and never by the state of an ask.
CREATE VIEW unanswered AS
SELECT id, work_item_id, giver_id, receiver_id, reason, asked_at, closes_at
  FROM ask
 WHERE asked_at IS NOT NULL
   AND NOT EXISTS (SELECT FROM feedback
                    WHERE feedback.ask_id = ask.id
                      AND (withdrawn_at IS NULL OR first_read_at IS NOT NULL));

CREATE TABLE observation (
  feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  skill_version_id bigint NOT NULL REFERENCES skill_version,
  level integer CONSTRAINT observation_level_is_one_of_five CHECK (level BETWEEN 1 AND 5),  -- null: could not see
  could_not_show_more boolean NOT NULL DEFAULT false,
  PRIMARY KEY (feedback_id, skill_version_id),  -- two skills of it may have become one
  CONSTRAINT unseen_shows_nothing_more CHECK (level IS NOT NULL OR NOT could_not_show_more)
);
CREATE INDEX observation_skill ON observation (skill_id);

-- budgets and the team picture ---------------------------------------------------------------

-- Who plans and grants development money; no right to anybody's words comes with it.
CREATE TABLE budget_owner (
  person_id bigint PRIMARY KEY REFERENCES person,
  since timestamptz NOT NULL
);

CREATE TABLE budget (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CONSTRAINT budget_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  person_id bigint REFERENCES person,
  team_id bigint REFERENCES team,   -- neither: of the organisation
  currency text NOT NULL CONSTRAINT currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'),
  begins_on date NOT NULL,
  ends_on date NOT NULL,
  mode text NOT NULL CONSTRAINT budget_mode_is_known CHECK (mode IN ('trust', 'advice', 'approve')),
  demanded_by text CONSTRAINT demanded_by_is_short CHECK (length(demanded_by) <= 200),
  trust_limit bigint NOT NULL DEFAULT 0 CONSTRAINT trust_limit_is_an_amount CHECK (trust_limit >= 0),
  carry_years integer NOT NULL DEFAULT 1
    CONSTRAINT carry_years_are_few CHECK (carry_years BETWEEN 0 AND 5),
  may_go_below boolean NOT NULL DEFAULT false,
  follows bigint CONSTRAINT budget_is_followed_once UNIQUE REFERENCES budget,  -- the period before
  made_at timestamptz NOT NULL,
  CONSTRAINT budget_is_of_one CHECK (person_id IS NULL OR team_id IS NULL),
  CONSTRAINT budget_ends_after_it_began CHECK (ends_on >= begins_on),
  CONSTRAINT approval_says_who_demands_it CHECK ((mode = 'approve') = (demanded_by IS NOT NULL))
);
CREATE INDEX budget_person ON budget (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX budget_team ON budget (team_id) WHERE team_id IS NOT NULL;
CREATE INDEX budget_latest ON budget (ends_on DESC, id DESC);

-- Whose a budget is today.
CREATE VIEW budget_circle AS
SELECT id AS budget_id, person_id
  FROM budget
 WHERE person_id IS NOT NULL
 UNION ALL
SELECT budget.id, membership.person_id
  FROM budget
  JOIN membership ON membership.team_id = budget.team_id AND membership.until IS NULL
 UNION ALL
SELECT budget.id, participant.person_id
  FROM budget
 CROSS JOIN participant
 WHERE budget.person_id IS NULL
   AND budget.team_id IS NULL;

CREATE TABLE request (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_id bigint NOT NULL REFERENCES budget,
  person_id bigint NOT NULL REFERENCES person,
  title text NOT NULL CONSTRAINT request_has_a_title CHECK (length(title) BETWEEN 1 AND 160),
  kind text NOT NULL CONSTRAINT request_kind_is_known CHECK (kind IN
    ('course', 'book', 'coaching', 'conference', 'exam', 'study_time', 'peer_exchange')),
  provider text CONSTRAINT provider_is_short CHECK (length(provider) <= 160),
  link text CONSTRAINT request_link_is_short CHECK (length(link) <= 500),
  money bigint NOT NULL CONSTRAINT request_money_is_an_amount CHECK (money >= 0),
  with_vat boolean NOT NULL,
  minutes bigint NOT NULL CONSTRAINT request_minutes_are_an_amount CHECK (minutes >= 0),
  begins_on date,
  ends_on date,
  skill_id bigint REFERENCES skill,
  serves_focus boolean NOT NULL DEFAULT false,
  why text NOT NULL CONSTRAINT request_says_why CHECK (length(why) BETWEEN 1 AND 400),
  for_whom text CONSTRAINT for_whom_is_short CHECK (length(for_whom) <= 200),
  hides_title boolean NOT NULL DEFAULT false,       -- from the team, in the ledger
  shows_to_planners boolean NOT NULL DEFAULT false, -- title and wish
  shares_level boolean NOT NULL DEFAULT false,      -- a plan may reckon with where I place myself
  way text CONSTRAINT request_way_is_known CHECK (way IN ('trust', 'advice', 'approve')),
  state text NOT NULL CONSTRAINT request_state_is_known CHECK (state IN
    ('draft', 'advice', 'pending', 'question', 'committed', 'purchased', 'completed', 'shared',
     'declined', 'cancelled', 'expired')),
  made_at timestamptz NOT NULL,
  closes_at timestamptz,            -- when it ends by itself, while somebody is awaited
  reminded_at timestamptz,
  real_money bigint CONSTRAINT real_money_is_an_amount CHECK (real_money >= 0),
  real_minutes bigint CONSTRAINT real_minutes_are_an_amount CHECK (real_minutes >= 0),
  tried text CONSTRAINT tried_is_short CHECK (length(tried) <= 600),
  passes_on text CONSTRAINT passes_on_is_short CHECK (length(passes_on) <= 600),
  shared_by text CONSTRAINT shared_by_is_known CHECK (shared_by IN ('talk', 'page', 'pairing', 'words')),
  CONSTRAINT request_asks_for_something CHECK (money > 0 OR minutes > 0),
  CONSTRAINT request_ends_after_it_begins CHECK (ends_on >= begins_on),
  CONSTRAINT sent_request_has_its_way CHECK (state IN ('draft', 'cancelled') OR way IS NOT NULL),
  CONSTRAINT bought_request_has_its_amounts
    CHECK ((state IN ('purchased', 'completed', 'shared')) = (real_money IS NOT NULL)
           AND (real_money IS NULL) = (real_minutes IS NULL))
);
CREATE INDEX request_person ON request (person_id, id DESC);
CREATE INDEX request_budget ON request (budget_id, state);
CREATE INDEX request_closing ON request (closes_at) WHERE closes_at IS NOT NULL;

-- Every state that a request had, who gave it that, and what they said. Nobody: the clock.
CREATE TABLE request_step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id bigint NOT NULL REFERENCES request,
  state text NOT NULL,
  by_id bigint REFERENCES person,
  at timestamptz NOT NULL,
  note text CONSTRAINT step_note_is_short CHECK (length(note) <= 600),
  alternative text CONSTRAINT alternative_is_short CHECK (length(alternative) <= 600),
  CONSTRAINT no_has_a_reason_and_an_alternative
    CHECK (state <> 'declined' OR (note IS NOT NULL AND alternative IS NOT NULL))
);
CREATE INDEX request_step_request ON request_step (request_id, id);
CREATE INDEX request_step_by ON request_step (by_id) WHERE by_id IS NOT NULL;

CREATE TABLE advice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id bigint NOT NULL REFERENCES request,
  adviser_id bigint NOT NULL REFERENCES person,
  part text NOT NULL CONSTRAINT advice_part_is_known CHECK (part IN ('affected', 'knows')),
  asked_at timestamptz NOT NULL,
  said text CONSTRAINT advice_is_short CHECK (length(said) <= 600),
  said_at timestamptz,
  answer text CONSTRAINT answer_to_advice_is_short CHECK (length(answer) <= 600),
  answered_at timestamptz,
  CONSTRAINT adviser_is_asked_once UNIQUE (request_id, adviser_id),
  CONSTRAINT advice_is_said_with_its_time CHECK ((said IS NULL) = (said_at IS NULL)),
  CONSTRAINT answer_follows_advice CHECK (answer IS NULL OR said IS NOT NULL)
);
CREATE INDEX advice_adviser ON advice (adviser_id) WHERE said_at IS NULL;
CREATE INDEX advice_of_adviser ON advice (adviser_id, id DESC);

CREATE TABLE proof (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id bigint NOT NULL REFERENCES request,
  name text NOT NULL CONSTRAINT proof_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  type text NOT NULL CONSTRAINT proof_type_is_known
    CHECK (type IN ('application/pdf', 'image/png', 'image/jpeg')),
  content bytea NOT NULL CONSTRAINT proof_is_five_megabytes_at_most
    CHECK (length(content) BETWEEN 1 AND 5242880),
  at timestamptz NOT NULL
);
ALTER TABLE proof ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX proof_request ON proof (request_id);

-- Every movement of a budget, as what it adds to what is free. Nothing here is ever changed.
CREATE TABLE ledger (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_id bigint NOT NULL REFERENCES budget,
  request_id bigint REFERENCES request,
  kind text NOT NULL CONSTRAINT ledger_kind_is_known
    CHECK (kind IN ('grant', 'reserve', 'release', 'spend', 'carry', 'correct')),
  money bigint NOT NULL,            -- minor units
  minutes bigint NOT NULL,
  lot_on date,                      -- when what comes in or goes over was granted first
  note text CONSTRAINT ledger_note_is_short CHECK (length(note) <= 200),
  by_id bigint REFERENCES person,   -- null: the clock
  at timestamptz NOT NULL,
  CONSTRAINT line_moves_something CHECK (money <> 0 OR minutes <> 0),
  CONSTRAINT reserve_and_spend_take
    CHECK (kind NOT IN ('reserve', 'spend') OR (money <= 0 AND minutes <= 0)),
  CONSTRAINT grant_and_release_give
    CHECK (kind NOT IN ('grant', 'release') OR (money >= 0 AND minutes >= 0)),
  CONSTRAINT requests_reserve_release_and_spend
    CHECK ((kind IN ('reserve', 'release', 'spend')) = (request_id IS NOT NULL)),
  CONSTRAINT what_comes_in_has_its_lot
    CHECK ((kind IN ('grant', 'carry', 'correct')) = (lot_on IS NOT NULL))
);
CREATE INDEX ledger_budget ON ledger (budget_id, id DESC) INCLUDE (kind, money, minutes);
CREATE INDEX ledger_request ON ledger (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX ledger_by ON ledger (by_id) WHERE by_id IS NOT NULL;

CREATE FUNCTION refuse_to_change_the_ledger() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the ledger is only ever added to'; END$$;
CREATE TRIGGER ledger_is_only_added_to BEFORE UPDATE OR DELETE ON ledger
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_ledger();

-- How much of a budget is where: the sums of its ledger.
CREATE VIEW balance AS
SELECT budget_id,
       coalesce(sum(money) FILTER (WHERE kind IN ('grant', 'carry', 'correct')), 0)::bigint AS granted,
       coalesce(-sum(money) FILTER (WHERE kind IN ('reserve', 'release')), 0)::bigint AS reserved,
       coalesce(-sum(money) FILTER (WHERE kind = 'spend'), 0)::bigint AS spent,
       sum(money)::bigint AS free,
       coalesce(sum(minutes) FILTER (WHERE kind IN ('grant', 'carry', 'correct')), 0)::bigint
         AS granted_minutes,
       coalesce(-sum(minutes) FILTER (WHERE kind IN ('reserve', 'release')), 0)::bigint
         AS reserved_minutes,
       coalesce(-sum(minutes) FILTER (WHERE kind = 'spend'), 0)::bigint AS spent_minutes,
       sum(minutes)::bigint AS free_minutes
  FROM ledger
 GROUP BY budget_id;

-- A way to use what is free, kept beside others until somebody decides.
CREATE TABLE plan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_id bigint NOT NULL REFERENCES budget,
  name text NOT NULL CONSTRAINT plan_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  assumed jsonb NOT NULL,           -- what it was worked out with
  made_by bigint NOT NULL REFERENCES person,
  made_at timestamptz NOT NULL,
  committed_by bigint REFERENCES person,
  committed_at timestamptz,
  CONSTRAINT plan_is_committed_by_somebody CHECK ((committed_by IS NULL) = (committed_at IS NULL))
);
CREATE INDEX plan_budget ON plan (budget_id, id DESC);
CREATE INDEX plan_made_by ON plan (made_by);
CREATE INDEX plan_committed_by ON plan (committed_by) WHERE committed_by IS NOT NULL;

CREATE TABLE plan_line (
  plan_id bigint NOT NULL REFERENCES plan ON DELETE CASCADE,
  request_id bigint NOT NULL REFERENCES request,
  money bigint NOT NULL,
  minutes bigint NOT NULL,
  turn text NOT NULL CONSTRAINT turn_is_known CHECK (turn IN ('first', 'most', 'hand')),
  is_agreed boolean,                -- null: nobody decided yet
  reason text CONSTRAINT plan_reason_is_short CHECK (length(reason) <= 300),
  PRIMARY KEY (plan_id, request_id)
);
CREATE INDEX plan_line_request ON plan_line (request_id);

-- Who lets themselves be counted in the pictures of their teams, or also named.
CREATE TABLE team_share (
  person_id bigint PRIMARY KEY REFERENCES person,
  how text NOT NULL CONSTRAINT team_share_is_known CHECK (how IN ('counted', 'named')),
  since timestamptz NOT NULL
);

-- A skill that somebody would like to take the lead on.
CREATE TABLE lead_offer (
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  words text NOT NULL CONSTRAINT lead_offer_is_short CHECK (length(words) BETWEEN 1 AND 300),
  offered_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, skill_id)
);

-- Counts of one skill in one team that were shown, and whom they count: two of them differ by
-- nobody or by five and more, so that no difference tells of one person.
CREATE TABLE team_count (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES team,
  skill_id bigint NOT NULL REFERENCES skill,
  counted_at timestamptz NOT NULL,
  alone integer NOT NULL,
  passes_on integer NOT NULL,
  wants integer NOT NULL
);
CREATE INDEX team_count_latest ON team_count (team_id, skill_id, id DESC);

CREATE TABLE team_counted (
  team_count_id bigint NOT NULL REFERENCES team_count ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  alone boolean NOT NULL,
  passes_on boolean NOT NULL,
  wants boolean NOT NULL,
  PRIMARY KEY (team_count_id, person_id)
);
CREATE INDEX team_counted_person ON team_counted (person_id);

-- Two people whom a teammate brought together: one wants to learn, the other is glad to help.
CREATE TABLE introduction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  skill_id bigint NOT NULL REFERENCES skill,
  learner_id bigint NOT NULL REFERENCES person,
  helper_id bigint NOT NULL REFERENCES person,
  by_id bigint NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  CONSTRAINT pair_is_introduced_once UNIQUE (learner_id, helper_id, skill_id),
  CONSTRAINT nobody_is_introduced_to_themselves CHECK (learner_id <> helper_id)
);
CREATE INDEX introduction_helper ON introduction (helper_id);
CREATE INDEX introduction_by ON introduction (by_id);
