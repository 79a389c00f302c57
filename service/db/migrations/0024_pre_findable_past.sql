-- Who could find somebody before: whoever read their wishes and their help may remember, so that it
-- protects nobody else from them in a count.
CREATE TABLE findable_past (
  person_id bigint NOT NULL REFERENCES person,
  who text NOT NULL CONSTRAINT findable_past_is_known CHECK (who IN ('teams', 'everyone')),
  since timestamptz NOT NULL,
  until timestamptz NOT NULL
);
CREATE INDEX findable_past_person ON findable_past (person_id);
