-- see_accounts
-- Keep accounts as a connection shows them; a known one is touched only when it changed, and one
-- that was seen to be an app or a customer stays one: a changelog names them without their kind.
-- Where only its id is told, that stands for the name; it replaces none, and a closed one has none.
INSERT INTO account (connection_id, external_id, name, kind, person_id)
SELECT %(connection_id)s, seen.external_id, seen.name, seen.kind, person.id
  FROM unnest(%(external_ids)s::text[], %(names)s::text[], %(kinds)s::text[], %(emails)s::text[])
       AS seen (external_id, name, kind, email)
  LEFT JOIN account AS known
    ON known.connection_id = %(connection_id)s AND known.external_id = seen.external_id
  LEFT JOIN person
    ON person.email = seen.email AND seen.kind = 'person' AND person.left_at IS NULL
   AND known.is_settled IS NOT TRUE
 WHERE known.id IS NULL
    OR (known.name <> seen.name AND seen.name <> seen.external_id AND NOT known.is_closed)
    OR (known.kind = 'person' AND seen.kind <> 'person')
    OR (known.person_id IS NULL AND person.id IS NOT NULL)
 ORDER BY seen.external_id
    ON CONFLICT ON CONSTRAINT account_is_known_once DO UPDATE
   SET name = CASE WHEN account.is_closed OR excluded.name = excluded.external_id
                   THEN account.name ELSE excluded.name END,
       kind = CASE WHEN account.kind = 'person' THEN excluded.kind ELSE account.kind END,
       person_id = CASE WHEN 'person' = ALL (ARRAY[account.kind, excluded.kind])
                        THEN coalesce(account.person_id, excluded.person_id) END,
       claimed_by = CASE WHEN 'person' = ALL (ARRAY[account.kind, excluded.kind])
                          AND account.person_id IS NULL
                          AND excluded.person_id IS NULL THEN account.claimed_by END
RETURNING CASE WHEN person_id IS NOT NULL THEN id END;

-- account_ids
-- Our ids of accounts by their ids on a connection.
SELECT external_id, id
  FROM account
 WHERE connection_id = %(connection_id)s
   AND external_id = ANY(%(external_ids)s);

-- unmatched_accounts
-- A page of accounts that belong to nobody and that nobody claims, by name.
SELECT account.id, connection.name AS connection, external_id, account.name, person_id, claimed_by,
       claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  LEFT JOIN person AS claimant ON claimant.id = claimed_by
 WHERE person_id IS NULL
   AND claimed_by IS NULL
   AND kind = 'person'
   AND (%(search)s::text IS NULL OR strpos(lower(account.name), lower(%(search)s)) > 0)
   AND (%(after)s::bigint IS NULL
        OR (lower(account.name), account.id) > (SELECT lower(before.name), before.id
                                                  FROM account AS before
                                                 WHERE before.id = %(after)s))
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- claims
-- Accounts that somebody says are theirs, by name.
SELECT account.id, connection.name AS connection, external_id, account.name, person_id, claimed_by,
       claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  JOIN person AS claimant ON claimant.id = claimed_by
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- accounts_of
-- The accounts of a person, and those they claim.
SELECT account.id, connection.name AS connection, external_id, account.name, person_id, claimed_by,
       NULL::text AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
 WHERE person_id = %(person_id)s
    OR claimed_by = %(person_id)s
 ORDER BY connection.name, lower(account.name), account.id;

-- free_accounts
-- Some accounts that belong to nobody and that nobody claims, by a part of their name.
SELECT account.id, connection.name AS connection, external_id, account.name, person_id, claimed_by,
       NULL::text AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
 WHERE person_id IS NULL
   AND claimed_by IS NULL
   AND kind = 'person'
   AND strpos(lower(account.name), lower(%(search)s)) > 0
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- account
-- A person's account by id, with whose it is or is said to be.
SELECT account.id, connection.name AS connection, external_id, account.name, person_id, claimed_by,
       claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  LEFT JOIN person AS claimant ON claimant.id = claimed_by
 WHERE account.id = %(id)s
   AND kind = 'person';

-- match_account
-- An account belongs to a person who works here; a claim on it is settled by that.
UPDATE account
   SET person_id = %(person_id)s, claimed_by = NULL, is_settled = true
 WHERE id = %(id)s
   AND kind = 'person'
   AND EXISTS (SELECT FROM person WHERE person.id = %(person_id)s AND left_at IS NULL);

-- unmatch_account
-- An account belongs to nobody again.
UPDATE account
   SET person_id = NULL, is_settled = true
 WHERE id = %(id)s;

-- claim_account
-- A person says that an account is theirs.
UPDATE account
   SET claimed_by = %(person_id)s
 WHERE id = %(id)s
   AND kind = 'person'
   AND person_id IS NULL
   AND claimed_by IS NULL;

-- withdraw_claim
-- A person takes their claim back.
UPDATE account
   SET claimed_by = NULL
 WHERE id = %(id)s
   AND claimed_by = %(person_id)s;

-- confirm_claim
-- An account belongs to who claims it.
UPDATE account
   SET person_id = claimed_by, claimed_by = NULL, is_settled = true
 WHERE id = %(id)s
   AND claimed_by = %(person_id)s;

-- drop_claims
-- Nothing is claimed by a person any more.
UPDATE account
   SET claimed_by = NULL
 WHERE claimed_by = %(person_id)s;

-- close_accounts
-- Accounts that were deleted or anonymised there lose their names.
UPDATE account
   SET is_closed = true, name = '', claimed_by = NULL
 WHERE NOT is_closed
   AND connection_id = %(connection_id)s
   AND external_id = ANY(%(external_ids)s);
