ALTER TABLE connection
  DROP CONSTRAINT connection_product_is_known,
  ADD CONSTRAINT connection_product_is_known CHECK (product IN
    ('jira-cloud', 'jira-datacenter', 'confluence-cloud', 'confluence-datacenter')),
  ADD COLUMN base_url text CONSTRAINT connection_base_url_is_short CHECK (length(base_url) <= 300),
  ADD COLUMN cloud_id text,
  ADD COLUMN auth text NOT NULL DEFAULT 'none' CONSTRAINT connection_auth_is_known
    CHECK (auth IN ('none', 'api_token', 'personal_token', 'oauth')),
  ADD COLUMN credentials bytea,
  ADD COLUMN needs_reconnect boolean NOT NULL DEFAULT false,
  ADD COLUMN takes_all_projects boolean NOT NULL DEFAULT true,
  ADD COLUMN reviewer_fields text[] NOT NULL DEFAULT '{}',
  ADD COLUMN is_paused boolean NOT NULL DEFAULT false,
  ADD COLUMN calls_wait_until timestamptz,
  ADD COLUMN calls_wait_reason text,
  ADD COLUMN offers_links boolean NOT NULL DEFAULT false,
  ADD COLUMN reconcile_wanted_at timestamptz;
ALTER TABLE connection ALTER COLUMN takes_all_projects SET DEFAULT false;

CREATE TABLE project (
  connection_id bigint NOT NULL REFERENCES connection,
  key text NOT NULL,
  external_id text,
  name text NOT NULL,
  is_chosen boolean NOT NULL DEFAULT false,
  keeps_titles boolean NOT NULL DEFAULT true,
  issue_types text[],
  PRIMARY KEY (connection_id, key)
);

CREATE TABLE done_status (
  connection_id bigint NOT NULL REFERENCES connection,
  project_key text NOT NULL DEFAULT '',
  issue_type text NOT NULL DEFAULT '',
  status text NOT NULL,
  is_done boolean NOT NULL,
  PRIMARY KEY (connection_id, project_key, issue_type, status)
);

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

CREATE TABLE reconcile (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  connection_id bigint NOT NULL REFERENCES connection,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  reached_at timestamptz NOT NULL,
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
  reached_at timestamptz,
  reached_id text,
  done integer NOT NULL DEFAULT 0,
  total integer,
  seconds double precision NOT NULL DEFAULT 0,
  began_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  ended_at timestamptz,
  reason text
);
CREATE UNIQUE INDEX backfill_runs_once_a_connection ON backfill (connection_id) WHERE state = 'running';
CREATE INDEX backfill_latest ON backfill (connection_id, id DESC);

CREATE TABLE registration (
  connection_id bigint NOT NULL REFERENCES connection,
  external_id text NOT NULL,
  expires_at timestamptz,
  PRIMARY KEY (connection_id, external_id)
);

ALTER TABLE delivery
  ADD COLUMN channel text NOT NULL DEFAULT 'webhook' CONSTRAINT delivery_channel_is_known
    CHECK (channel IN ('webhook', 'oauth', 'forge', 'automation'));
DROP INDEX delivery_state;
CREATE INDEX delivery_state ON delivery (connection_id, state, id);

CREATE TABLE delivery_hour (
  connection_id bigint NOT NULL REFERENCES connection,
  hour timestamptz NOT NULL,
  state text NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (connection_id, hour, state)
);
INSERT INTO delivery_hour (connection_id, hour, state, number)
SELECT connection_id, date_trunc('hour', received_at, 'UTC'), state, count(*)
  FROM delivery
 WHERE state <> 'pending'
   AND connection_id IN (SELECT id FROM connection)
 GROUP BY 1, 2, 3;

CREATE TABLE body_look (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id bigint NOT NULL,
  connection_id bigint NOT NULL REFERENCES connection,
  person_id bigint NOT NULL REFERENCES person,
  reason text NOT NULL CONSTRAINT body_look_has_a_reason CHECK (length(reason) BETWEEN 5 AND 300),
  at timestamptz NOT NULL
);
CREATE INDEX body_look_latest ON body_look (connection_id, id DESC);
CREATE INDEX body_look_person ON body_look (person_id);

ALTER TABLE account
  ADD COLUMN is_closed boolean NOT NULL DEFAULT false,
  ADD COLUMN named_at timestamptz,
  ADD COLUMN reported_at timestamptz;
CREATE INDEX account_to_report ON account (coalesce(reported_at, '-infinity'), id)
  WHERE kind <> 'app' AND NOT is_closed;

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

ALTER TABLE person
  ADD COLUMN email_proved_at timestamptz;
UPDATE person SET email_proved_at = welcomed_at WHERE password_hash IS NOT NULL;

ALTER TABLE work_item
  ADD COLUMN is_out_of_scope boolean NOT NULL DEFAULT false;

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
  external_id text,
  address text,
  published_at timestamptz,
  reason text,
  CONSTRAINT page_is_of_a_person_or_a_team CHECK ((person_id IS NULL) <> (team_id IS NULL)),
  CONSTRAINT page_is_published_once UNIQUE NULLS NOT DISTINCT (connection_id, person_id, team_id)
);
CREATE INDEX published_page_person ON published_page (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX published_page_team ON published_page (team_id) WHERE team_id IS NOT NULL;
