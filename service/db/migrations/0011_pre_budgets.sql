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
