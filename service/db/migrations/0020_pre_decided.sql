-- Up to how much time trust goes, beside its money. Null: no limit, as before.
ALTER TABLE budget
  ADD COLUMN trust_minutes bigint CONSTRAINT trust_minutes_are_an_amount CHECK (trust_minutes >= 0);
ALTER TABLE budget_change
  DROP CONSTRAINT budget_change_is_known,
  ADD CONSTRAINT budget_change_is_known CHECK (what IN
    ('name', 'mode', 'demanded_by', 'trust_limit', 'trust_minutes', 'carry_years', 'may_go_below',
     'owner'));

-- Forms that made something, by the key in each, so that one sent twice makes it once.
CREATE TABLE sent_form (
  key uuid PRIMARY KEY,
  made_id bigint,                   -- null while it is made, and where it made no row of its own
  at timestamptz NOT NULL
);
CREATE INDEX sent_form_at ON sent_form (at);
