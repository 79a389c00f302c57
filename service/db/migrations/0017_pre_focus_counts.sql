-- Who was told that pictures of teams can count their focuses too, and chose it.
ALTER TABLE team_share ADD COLUMN counts_focus boolean NOT NULL DEFAULT false;

-- Of how many people in one team one skill is a focus, and whom it counts: as with other counts, two
-- of them differ by nobody or by five and more.
CREATE TABLE focus_count (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team_id bigint NOT NULL REFERENCES team,
  skill_id bigint NOT NULL REFERENCES skill,
  counted_at timestamptz NOT NULL,
  focuses integer NOT NULL
);
CREATE INDEX focus_count_latest ON focus_count (team_id, skill_id, id DESC);

CREATE TABLE focus_counted (
  focus_count_id bigint NOT NULL REFERENCES focus_count ON DELETE CASCADE,
  person_id bigint NOT NULL REFERENCES person,
  is_focus boolean NOT NULL,
  PRIMARY KEY (focus_count_id, person_id)
);
CREATE INDEX focus_counted_person ON focus_counted (person_id);
