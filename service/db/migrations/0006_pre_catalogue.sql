-- A catalogue that everybody shapes: proposals, stewards, merged and archived skills, examples.

ALTER TABLE skill
  ADD archived_at timestamptz,
  ADD merged_into bigint REFERENCES skill,
  ADD CONSTRAINT merged_skill_is_archived CHECK (merged_into IS NULL OR archived_at IS NOT NULL),
  ADD CONSTRAINT skill_is_not_merged_into_itself CHECK (merged_into <> id);
CREATE INDEX skill_merged_into ON skill (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE skill_version ADD made_by bigint REFERENCES person;
CREATE INDEX skill_version_made_by ON skill_version (made_by) WHERE made_by IS NOT NULL;

ALTER TABLE skill_level
  ADD examples_en text[] NOT NULL DEFAULT '{}',
  ADD examples_nl text[] NOT NULL DEFAULT '{}';

CREATE TABLE area_steward (
  area_id bigint NOT NULL REFERENCES area,
  person_id bigint NOT NULL REFERENCES person,
  since timestamptz NOT NULL,
  PRIMARY KEY (area_id, person_id)
);
CREATE INDEX area_steward_person ON area_steward (person_id);

CREATE TABLE proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  area_id bigint NOT NULL REFERENCES area,
  skill_id bigint REFERENCES skill,
  version_id bigint REFERENCES skill_version,
  proposer_id bigint NOT NULL REFERENCES person,
  state text NOT NULL CONSTRAINT proposal_state_is_known
    CHECK (state IN ('draft', 'open', 'accepted', 'declined', 'withdrawn')),
  typed jsonb NOT NULL,
  reason text CONSTRAINT proposal_reason_is_short CHECK (length(reason) <= 600),
  saved_at timestamptz NOT NULL,
  sent_at timestamptz,
  answer text CONSTRAINT proposal_answer_is_short CHECK (length(answer) <= 600),
  answered_by bigint REFERENCES person,
  answered_at timestamptz,
  answer_read_at timestamptz,
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

-- Merging leaves what was seen of two skills with one: the version tells them apart.
ALTER TABLE observation
  DROP CONSTRAINT observation_pkey,
  ADD CONSTRAINT observation_pkey PRIMARY KEY (feedback_id, skill_version_id);
