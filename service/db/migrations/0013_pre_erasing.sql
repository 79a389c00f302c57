-- A person can be erased: what others received stays, under a row that names nobody.

ALTER TABLE person
  ADD COLUMN erased_at timestamptz,
  ADD CONSTRAINT erased_person_is_nobody
    CHECK (erased_at IS NULL
           OR (left_at IS NOT NULL AND NOT is_administrator AND password_hash IS NULL));
