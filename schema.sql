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
  erased_at timestamptz,            -- all about them is gone; the row only holds what others received
  CONSTRAINT person_email_is_unique UNIQUE (email),
  CONSTRAINT erased_person_is_nobody
    CHECK (erased_at IS NULL
           OR (left_at IS NOT NULL AND NOT is_administrator AND password_hash IS NULL))
);
CREATE INDEX person_by_name ON person (lower(name), id);

CREATE TABLE team (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
    CONSTRAINT team_name_is_unique UNIQUE
    CONSTRAINT team_has_a_name CHECK (length(name) BETWEEN 1 AND 120),
  takes_part boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  -- the one weekday (1 is Monday) on which asks about its members go out; null: when work is done
  rhythm integer CONSTRAINT team_rhythm_is_a_weekday CHECK (rhythm BETWEEN 1 AND 7),
  wall_opened_at timestamptz        -- the team agreed to have a wall
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

-- When and how often a person may be asked; without a row the standard of `model_pace` holds.
CREATE TABLE pace (
  person_id bigint PRIMARY KEY REFERENCES person,
  weekly_most integer NOT NULL
    CONSTRAINT weekly_most_is_one_to_seven CHECK (weekly_most BETWEEN 1 AND 7),
  days_off integer[] NOT NULL CONSTRAINT days_off_leave_a_day
    CHECK (days_off <@ '{1,2,3,4,5,6,7}'::integer[] AND cardinality(days_off) < 7),
  quiet_from integer NOT NULL CONSTRAINT quiet_from_is_an_hour CHECK (quiet_from BETWEEN 0 AND 23),
  quiet_until integer NOT NULL      -- equal to quiet_from: no quiet hours
    CONSTRAINT quiet_until_is_an_hour CHECK (quiet_until BETWEEN 0 AND 23),
  paused_until date,                -- the first day on which one is asked again
  changed_at timestamptz NOT NULL
);

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

-- Who is in a team that agreed to have a wall, today.
CREATE VIEW walled AS
SELECT membership.person_id, team.id AS team_id
  FROM membership
  JOIN team ON team.id = membership.team_id
 WHERE until IS NULL
   AND wall_opened_at IS NOT NULL;

-- Who leads whom today, in any team.
CREATE VIEW led AS
SELECT chief.person_id AS lead_id, member.person_id AS member_id
  FROM membership AS chief
  JOIN membership AS member ON member.team_id = chief.team_id AND member.until IS NULL
 WHERE chief.is_lead
   AND chief.until IS NULL
   AND member.person_id <> chief.person_id;

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
  purpose text NOT NULL CONSTRAINT one_time_link_purpose_is_known CHECK (purpose IN ('setup', 'invite', 'reset', 'enter')),
  person_id bigint REFERENCES person,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  leads_to text,                    -- of a link in a digest: the page that it opens
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
CREATE INDEX work_item_page ON work_item (updated_at) WHERE kind = 'page';
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
CREATE INDEX contribution_own ON contribution (account_id, work_item_id)
  WHERE role IN ('assignee', 'page_author');

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

-- Descriptions that were told and are not heard yet; for seconds, until nothing else waits.
CREATE TABLE told_words (
  work_item_id bigint PRIMARY KEY REFERENCES work_item ON DELETE CASCADE,
  description text
    CONSTRAINT told_words_are_the_beginning CHECK (char_length(description) <= 2000)
);
ALTER TABLE told_words ALTER COLUMN description SET STORAGE EXTERNAL;

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
  was_shown_to_givers boolean NOT NULL DEFAULT false,  -- at any time: they may remember
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

-- Who could find somebody before: whoever read their wishes and their help may remember.
CREATE TABLE findable_past (
  person_id bigint NOT NULL REFERENCES person,
  who text NOT NULL CONSTRAINT findable_past_is_known CHECK (who IN ('teams', 'everyone')),
  since timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX findable_past_person ON findable_past (person_id);

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

-- The next things I try in a skill, each in the form "when this happens, I do that".
CREATE TABLE step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  kind text NOT NULL CONSTRAINT step_kind_is_known
    CHECK (kind IN ('try', 'pairing', 'course', 'reading', 'teaching')),
  moment text NOT NULL CONSTRAINT step_moment_is_short CHECK (length(moment) BETWEEN 1 AND 200),
  deed text NOT NULL CONSTRAINT step_deed_is_short CHECK (length(deed) BETWEEN 1 AND 300),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  how_it_went text CONSTRAINT step_how_it_went_is_short CHECK (length(how_it_went) <= 400)
);
CREATE INDEX step_latest ON step (person_id, skill_id, id DESC);
CREATE INDEX step_open ON step (person_id, skill_id) WHERE ended_at IS NULL;
CREATE INDEX step_skill ON step (skill_id);

-- feedback ---------------------------------------------------------------------------------

CREATE TABLE ask (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  work_item_id bigint NOT NULL REFERENCES work_item,
  giver_id bigint NOT NULL REFERENCES person,
  receiver_id bigint NOT NULL REFERENCES person,
  reason text NOT NULL CONSTRAINT ask_reason_is_known
    CHECK (reason IN ('assignee', 'mover', 'reviewer', 'reporter', 'commenter',
                      'worklog_author', 'page_author', 'page_editor', 'named', 'unseen')),
  state text NOT NULL CONSTRAINT ask_state_is_known
    CHECK (state IN ('proposed', 'waiting', 'open', 'answered', 'passed', 'absent', 'expired', 'withdrawn')),
  slot integer CONSTRAINT giver_has_three_open_asks_at_most CHECK (slot BETWEEN 1 AND 3),
  made_at timestamptz NOT NULL,
  asked_at timestamptz,             -- as its receiver knows it
  closes_at timestamptz NOT NULL,
  closed_at timestamptz,
  opened_at timestamptz,            -- when it came before its giver: at a moment that suits them
  eyes_on text CONSTRAINT eyes_on_is_short CHECK (length(eyes_on) <= 200),  -- what its receiver would like seen
  is_lead boolean NOT NULL DEFAULT false,  -- the giver led a team of the receiver when it was made
  CONSTRAINT ask_is_never_about_oneself CHECK (giver_id <> receiver_id),
  CONSTRAINT ask_is_made_once UNIQUE (work_item_id, giver_id, receiver_id),
  CONSTRAINT open_ask_holds_a_slot CHECK ((state = 'open') = (slot IS NOT NULL)),
  CONSTRAINT asked_ask_has_its_time CHECK (state IN ('proposed', 'withdrawn') OR asked_at IS NOT NULL),
  CONSTRAINT ask_was_open_before_it_closed
    CHECK (opened_at IS NOT NULL OR state IN ('proposed', 'waiting', 'expired', 'withdrawn'))
);
CREATE UNIQUE INDEX ask_giver_slot ON ask (giver_id, slot) WHERE state = 'open';
CREATE UNIQUE INDEX ask_pair_is_open_one_way
  ON ask (least(giver_id, receiver_id), greatest(giver_id, receiver_id)) WHERE state = 'open';
CREATE INDEX ask_pair ON ask (giver_id, receiver_id, asked_at);
CREATE INDEX ask_receiver ON ask (receiver_id, state);
CREATE INDEX ask_closing ON ask (closes_at) WHERE state IN ('proposed', 'waiting', 'open');
CREATE INDEX ask_opened ON ask (opened_at);

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
SELECT id, work_item_id, giver_id, receiver_id, reason, asked_at, closes_at, is_lead
  FROM ask
 WHERE asked_at IS NOT NULL
   AND reason <> 'unseen'
   AND NOT EXISTS (SELECT FROM feedback
                    WHERE feedback.ask_id = ask.id
                      AND (withdrawn_at IS NULL OR first_read_at IS NOT NULL));

CREATE TABLE observation (
  feedback_id bigint NOT NULL REFERENCES feedback ON DELETE CASCADE,
  skill_id bigint NOT NULL REFERENCES skill,
  skill_version_id bigint NOT NULL REFERENCES skill_version,
  level integer CONSTRAINT observation_level_is_one_of_five CHECK (level BETWEEN 1 AND 5),  -- null: could not see
  could_not_show_more boolean NOT NULL DEFAULT false,
  on_map boolean NOT NULL DEFAULT true,  -- the receiver lets it count there
  PRIMARY KEY (feedback_id, skill_version_id),  -- two skills of it may have become one
  CONSTRAINT unseen_shows_nothing_more CHECK (level IS NOT NULL OR NOT could_not_show_more)
);
CREATE INDEX observation_skill ON observation (skill_id);

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

-- What came back for words, for whoever it is news to: the giver until they saw it, the receiver once.
CREATE VIEW come_back AS
SELECT giver_id AS person_id, 'question' AS kind, feedback_id, work_item_id, receiver_id AS from_id,
       reaction.changed_at AS at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE question IS NOT NULL
   AND answer IS NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT giver_id, 'motion', feedback_id, work_item_id, receiver_id, reaction.changed_at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE (thanked_at IS NOT NULL OR helped IS NOT NULL OR will_do IS NOT NULL)
   AND (seen_at IS NULL OR seen_at < reaction.changed_at)
   AND withdrawn_at IS NULL
 UNION ALL
SELECT receiver_id, 'answer', feedback_id, work_item_id, giver_id, answered_at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE answer IS NOT NULL
   AND withdrawn_at IS NULL;

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
-- growth -----------------------------------------------------------------------------------

-- What was learned last night of the whole organisation, with each version of the formula; an
-- older version stays as it was, so that everybody can see their own before and after.
CREATE TABLE learned (
  version integer PRIMARY KEY,
  learned_at timestamptz NOT NULL,
  observations bigint NOT NULL,     -- that it rests on
  centre double precision NOT NULL, -- where a level starts before anything was seen
  leniency double precision NOT NULL,  -- what all together say too high, as far as cases tell
  strictness double precision NOT NULL CONSTRAINT strictness_is_a_width CHECK (strictness > 0),
  halo double precision NOT NULL CONSTRAINT halo_is_a_width CHECK (halo > 0),
  work double precision NOT NULL CONSTRAINT work_is_a_width CHECK (work > 0),
  look double precision NOT NULL CONSTRAINT look_is_a_width CHECK (look > 0)
);

-- How much higher than others a colleague tends to say. Only they read it; elsewhere it counts in
-- sums over three colleagues or more.
CREATE TABLE tendency (
  version integer NOT NULL REFERENCES learned ON DELETE CASCADE,
  giver_id bigint NOT NULL REFERENCES person,
  mean double precision NOT NULL,
  variance double precision NOT NULL CONSTRAINT tendency_is_never_certain CHECK (variance > 0),
  PRIMARY KEY (version, giver_id)
);
CREATE INDEX tendency_giver ON tendency (giver_id);

-- When somebody published their map, also on a page that is gone: whoever read it may remember.
CREATE TABLE map_published (
  person_id bigint NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, at)
);

-- What somebody said of a described case, once.
CREATE TABLE judgement (
  person_id bigint NOT NULL REFERENCES person,
  vignette text NOT NULL CONSTRAINT vignette_is_a_slug CHECK (vignette ~ '^[a-z][a-z-]{0,62}$'),
  level integer NOT NULL CONSTRAINT judged_level_is_one_of_five CHECK (level BETWEEN 1 AND 5),
  judged_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, vignette)
);

-- One skill of mine, for somebody or some, for a time.
CREATE TABLE share (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  audience text NOT NULL CONSTRAINT audience_is_known
    CHECK (audience IN ('person', 'team', 'lead', 'everyone')),
  with_person_id bigint REFERENCES person,
  shows_place boolean NOT NULL DEFAULT false,  -- also where I place myself
  made_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT share_with_a_person_names_them CHECK ((audience = 'person') = (with_person_id IS NOT NULL)),
  CONSTRAINT share_is_with_another CHECK (with_person_id <> person_id),
  CONSTRAINT share_has_an_end CHECK (until > made_at AND until <= made_at + interval '366 days')
);
CREATE UNIQUE INDEX share_is_open_once
  ON share (person_id, skill_id, audience, with_person_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;
CREATE INDEX share_with_person ON share (with_person_id) WHERE with_person_id IS NOT NULL;
CREATE INDEX share_skill ON share (skill_id);
CREATE INDEX share_with_everyone ON share (until) WHERE audience = 'everyone' AND ended_at IS NULL;

-- Who looked at what I share, and when.
CREATE TABLE share_look (
  share_id bigint NOT NULL REFERENCES share ON DELETE CASCADE,
  viewer_id bigint NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  PRIMARY KEY (share_id, viewer_id, at)
);
CREATE INDEX share_look_viewer ON share_look (viewer_id);

-- Whom a share reaches today, until it ends.
CREATE VIEW shared_with AS
SELECT share.id AS share_id, share.person_id, skill_id, shows_place, until, with_person_id AS viewer_id
  FROM share
 WHERE audience = 'person'
   AND ended_at IS NULL
 UNION ALL
SELECT share.id, share.person_id, skill_id, shows_place, until, teammate.person_id
  FROM share
  JOIN teammate ON teammate.mate_id = share.person_id
               AND teammate.person_id <> share.person_id
 WHERE audience = 'team'
   AND ended_at IS NULL
 UNION ALL
SELECT share.id, share.person_id, skill_id, shows_place, share.until, lead.person_id
  FROM share
  JOIN membership AS mine ON mine.person_id = share.person_id AND mine.until IS NULL
  JOIN membership AS lead ON lead.team_id = mine.team_id AND lead.is_lead AND lead.until IS NULL
                         AND lead.person_id <> share.person_id
 WHERE audience = 'lead'
   AND ended_at IS NULL
 UNION ALL
SELECT share.id, share.person_id, skill_id, shows_place, until, participant.person_id
  FROM share
  JOIN participant ON participant.person_id <> share.person_id
 WHERE audience = 'everyone'
   AND ended_at IS NULL;

-- A talk about one level: I propose it, one or two colleagues say what they saw of its signals.
CREATE TABLE dialogue (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint NOT NULL REFERENCES person,
  skill_id bigint NOT NULL REFERENCES skill,
  skill_version_id bigint NOT NULL REFERENCES skill_version,  -- the text it is held against
  level integer NOT NULL CONSTRAINT dialogue_level_is_one_of_five CHECK (level BETWEEN 1 AND 5),
  state text NOT NULL CONSTRAINT dialogue_state_is_known
    CHECK (state IN ('draft', 'invited', 'agreed', 'later', 'withdrawn')),
  made_at timestamptz NOT NULL,
  ended_at timestamptz,
  note text CONSTRAINT dialogue_note_is_short CHECK (length(note) <= 1000),
  noted_at timestamptz,             -- when the note was last written anew
  next_step text CONSTRAINT dialogue_step_is_short CHECK (length(next_step) <= 300),
  look_back_on date,
  CONSTRAINT dialogue_ends_with_its_state
    CHECK ((ended_at IS NULL) = (state IN ('draft', 'invited')))
);
CREATE UNIQUE INDEX dialogue_is_open_once ON dialogue (person_id, skill_id) WHERE ended_at IS NULL;
CREATE INDEX dialogue_latest ON dialogue (person_id, id DESC);
CREATE INDEX dialogue_skill ON dialogue (skill_id);

-- What the proposal rests on: a piece of my work each, and what I did in it.
CREATE TABLE dialogue_evidence (
  dialogue_id bigint NOT NULL REFERENCES dialogue ON DELETE CASCADE,
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  what text NOT NULL CONSTRAINT evidence_is_short CHECK (length(what) BETWEEN 1 AND 300),
  PRIMARY KEY (dialogue_id, work_item_id)
);
CREATE INDEX dialogue_evidence_work ON dialogue_evidence (work_item_id);

CREATE TABLE dialogue_peer (
  dialogue_id bigint NOT NULL REFERENCES dialogue ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  place integer NOT NULL CONSTRAINT dialogue_has_two_peers_at_most CHECK (place BETWEEN 1 AND 2),
  invited_at timestamptz NOT NULL,
  accepted_at timestamptz,
  passed_at timestamptz,            -- no reason needed, and nobody is told
  sees_it_so_at timestamptz,        -- agrees with the note as it reads now
  PRIMARY KEY (dialogue_id, person_id),
  CONSTRAINT dialogue_peer_has_a_place UNIQUE (dialogue_id, place),
  CONSTRAINT peer_accepts_or_passes CHECK (accepted_at IS NULL OR passed_at IS NULL)
);
CREATE INDEX dialogue_peer_person ON dialogue_peer (person_id, dialogue_id);

-- What a peer says of one signal of the level.
CREATE TABLE dialogue_answer (
  dialogue_id bigint NOT NULL,
  person_id bigint NOT NULL,
  signal integer NOT NULL CONSTRAINT signal_is_counted_from_one CHECK (signal BETWEEN 1 AND 20),
  says text NOT NULL CONSTRAINT answer_is_known CHECK (says IN ('seen', 'not_yet', 'unsure')),
  example text CONSTRAINT example_is_short CHECK (length(example) <= 300),
  PRIMARY KEY (dialogue_id, person_id, signal),
  FOREIGN KEY (dialogue_id, person_id) REFERENCES dialogue_peer ON DELETE CASCADE
);

-- Work and people that nobody has said a word about, which a person would rather not be shown.
CREATE TABLE let_be (
  person_id bigint NOT NULL REFERENCES person,
  work_item_id bigint NOT NULL REFERENCES work_item ON DELETE CASCADE,
  about_id bigint NOT NULL REFERENCES person,
  PRIMARY KEY (person_id, work_item_id, about_id)
);
CREATE INDEX let_be_work ON let_be (work_item_id);
CREATE INDEX let_be_about ON let_be (about_id);

-- notices ----------------------------------------------------------------------------------

-- How often a person wants to be told of what; without a row the standard of its kind holds.
CREATE TABLE notice_choice (
  person_id bigint NOT NULL REFERENCES person,
  kind text NOT NULL CONSTRAINT notice_kind_is_known
    CHECK (kind IN ('asks', 'words', 'thanks', 'motion', 'proposals', 'unseen', 'reports',
                    'development')),
  rhythm text NOT NULL CONSTRAINT notice_rhythm_is_known
    CHECK (rhythm IN ('daily', 'weekly', 'never')),
  PRIMARY KEY (person_id, kind)
);

-- On which day the weekly digest comes, and whether its links sign in.
CREATE TABLE mail_choice (
  person_id bigint PRIMARY KEY REFERENCES person,
  weekly_on integer NOT NULL CONSTRAINT weekly_on_is_a_weekday CHECK (weekly_on BETWEEN 1 AND 7),
  signs_in boolean NOT NULL
);

-- A channel of Slack or Teams: a team's, or without one the organisation's.
CREATE TABLE chat (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint REFERENCES team,
  product text NOT NULL CONSTRAINT chat_product_is_known CHECK (product IN ('slack', 'teams')),
  address bytea NOT NULL,           -- sealed: whoever has it can write there
  host text NOT NULL,
  language text NOT NULL CONSTRAINT chat_language_is_known CHECK (language IN ('en', 'nl')),
  person_id bigint NOT NULL REFERENCES person,
  made_at timestamptz NOT NULL,
  CONSTRAINT chat_is_one_a_team UNIQUE NULLS NOT DISTINCT (team_id)
);
CREATE INDEX chat_person ON chat (person_id);

-- Mail to a person or a message to a chat: the digest of a day, or a text with a link (sealed).
CREATE TABLE letter (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id bigint REFERENCES person,
  chat_id bigint REFERENCES chat ON DELETE CASCADE,
  day date,                         -- of a digest, which is read when it is sent
  sealed bytea,                     -- of another: subject and text, until it is sent
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

-- What stood in which digest, so that nobody is told of anything twice.
CREATE TABLE told (
  letter_id bigint NOT NULL REFERENCES letter ON DELETE CASCADE,
  person_id bigint REFERENCES person,
  chat_id bigint REFERENCES chat ON DELETE CASCADE,
  kind text NOT NULL CONSTRAINT told_kind_is_known
    CHECK (kind IN ('ask', 'reminder', 'words', 'thanks', 'shown', 'question', 'motion', 'answer',
                    'proposal', 'unseen', 'report', 'shared', 'dialogue', 'answered', 'advice',
                    'decide', 'advised', 'wish_question', 'decided', 'ending')),
  about_id bigint NOT NULL,
  CONSTRAINT nothing_is_told_twice UNIQUE NULLS NOT DISTINCT (person_id, chat_id, kind, about_id)
);
CREATE INDEX told_letter ON told (letter_id);
CREATE INDEX told_chat ON told (chat_id) WHERE chat_id IS NOT NULL;

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
  trust_minutes bigint CONSTRAINT trust_minutes_are_an_amount CHECK (trust_minutes >= 0), -- null: no limit
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
  was_shown_to_planners boolean NOT NULL DEFAULT false,  -- at any time since it was sent
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
  CONSTRAINT reserve_takes CHECK (kind <> 'reserve' OR (money <= 0 AND minutes <= 0)),
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

-- Forms that made something, by the key in each, so that one sent twice makes it once.
CREATE TABLE sent_form (
  key uuid PRIMARY KEY,
  made_id bigint,                   -- null while it is made, and where it made no row of its own
  at timestamptz NOT NULL
);
CREATE INDEX sent_form_at ON sent_form (at);

-- What was changed about a budget, and who became or stopped being an owner. Never changed itself.
CREATE TABLE budget_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_id bigint REFERENCES budget,  -- null: of all of them
  what text NOT NULL CONSTRAINT budget_change_is_known CHECK (what IN
    ('name', 'mode', 'demanded_by', 'trust_limit', 'trust_minutes', 'carry_years', 'may_go_below',
     'owner')),
  was text,                            -- the name of a budget of one person is not kept
  became text,
  person_id bigint REFERENCES person,  -- the owner
  by_id bigint REFERENCES person,      -- null: the clock
  at timestamptz NOT NULL,
  CONSTRAINT change_changes_something CHECK (what = 'name' OR was IS DISTINCT FROM became),
  CONSTRAINT owners_are_of_all CHECK ((what = 'owner') = (budget_id IS NULL)),
  CONSTRAINT change_of_owners_names_them CHECK ((what = 'owner') = (person_id IS NOT NULL))
);
CREATE INDEX budget_change_budget ON budget_change (budget_id, id DESC);
CREATE INDEX budget_change_person ON budget_change (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX budget_change_by ON budget_change (by_id) WHERE by_id IS NOT NULL;

CREATE FUNCTION refuse_to_change_what_was_changed() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'changes of budgets are only ever added to'; END$$;
CREATE TRIGGER budget_change_is_only_added_to BEFORE UPDATE OR DELETE ON budget_change
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_was_changed();

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
  since timestamptz NOT NULL,
  reaches_planners boolean NOT NULL DEFAULT false,  -- chose when told that owners see counts
  counts_focus boolean NOT NULL DEFAULT false
);

-- How somebody was in the pictures of their teams before: what was shown by name stays known, and
-- counts from before somebody took it back stay dark. Only ever added to.
CREATE TABLE team_share_past (
  person_id bigint NOT NULL REFERENCES person,
  how text NOT NULL CONSTRAINT team_share_past_is_known CHECK (how IN ('counted', 'named')),
  since timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX team_share_past_person ON team_share_past (person_id);

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
  wants integer NOT NULL,
  helps integer,                    -- null: counted before that was counted, and not shown
  is_past boolean NOT NULL DEFAULT false  -- of a skill that became part of this one: shown no more
);
CREATE INDEX team_count_latest ON team_count (team_id, skill_id, id DESC);

CREATE TABLE team_counted (
  team_count_id bigint NOT NULL REFERENCES team_count ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  alone boolean NOT NULL,
  passes_on boolean NOT NULL,
  wants boolean NOT NULL,
  helps boolean NOT NULL,
  PRIMARY KEY (team_count_id, person_id)
);
CREATE INDEX team_counted_person ON team_counted (person_id);

-- Of how many people in one team one skill is a focus, and whom it counts: as with other counts, two
-- of them differ by nobody or by five and more.
CREATE TABLE focus_count (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES team,
  skill_id bigint NOT NULL REFERENCES skill,
  counted_at timestamptz NOT NULL,
  focuses integer NOT NULL,
  is_past boolean NOT NULL DEFAULT false
);
CREATE INDEX focus_count_latest ON focus_count (team_id, skill_id, id DESC);

CREATE TABLE focus_counted (
  focus_count_id bigint NOT NULL REFERENCES focus_count ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  is_focus boolean NOT NULL,
  PRIMARY KEY (focus_count_id, person_id)
);
CREATE INDEX focus_counted_person ON focus_counted (person_id);

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
