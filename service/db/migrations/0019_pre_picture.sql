-- How somebody was in the pictures of their teams before: what was shown by name stays known, and
-- counts from before somebody took it back stay dark. Only ever added to.
CREATE TABLE team_share_past (
  person_id bigint NOT NULL REFERENCES person,
  how text NOT NULL CONSTRAINT team_share_past_is_known CHECK (how IN ('counted', 'named')),
  since timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX team_share_past_person ON team_share_past (person_id);

-- Also how many are glad to help; null: counted before that was counted, and not shown.
ALTER TABLE team_count ADD COLUMN helps integer;
ALTER TABLE team_counted ADD COLUMN helps boolean NOT NULL DEFAULT false;
-- What they said when they were counted, so that later counts are held against the same words.
UPDATE team_counted
   SET helps = coalesce((SELECT is_glad_to_help
                           FROM placement
                          WHERE placement.person_id = team_counted.person_id
                            AND placement.skill_id = team_count.skill_id
                            AND placed_at <= counted_at
                          ORDER BY placement.id DESC
                          LIMIT 1), false)
  FROM team_count
 WHERE team_count.id = team_count_id;
ALTER TABLE team_counted ALTER COLUMN helps DROP DEFAULT;
