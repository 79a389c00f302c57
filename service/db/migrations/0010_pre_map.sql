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

-- What somebody did themselves, among all that they had a part in.
CREATE INDEX contribution_own ON contribution (account_id, work_item_id)
  WHERE role IN ('assignee', 'page_author');
