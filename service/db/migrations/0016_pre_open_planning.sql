-- Budget owners see counts of whoever was told so before being counted; who chose earlier was not.
ALTER TABLE team_share ADD COLUMN reaches_planners boolean NOT NULL DEFAULT false;

-- What was changed about a budget, and who became or stopped being an owner. Never changed itself.
CREATE TABLE budget_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  budget_id bigint REFERENCES budget,  -- null: of all of them
  what text NOT NULL CONSTRAINT budget_change_is_known CHECK (what IN
    ('name', 'mode', 'demanded_by', 'trust_limit', 'carry_years', 'may_go_below', 'owner')),
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

-- What was bought can turn out to have come to less: a line that spends may give back.
ALTER TABLE ledger
  DROP CONSTRAINT reserve_and_spend_take,
  ADD CONSTRAINT reserve_takes CHECK (kind <> 'reserve' OR (money <= 0 AND minutes <= 0));
