-- see_accounts
-- Keep accounts as a connection shows them; a known one is touched only when it changed, and one
-- that was seen to be an app or a customer stays one: a changelog names them without their kind.
-- Where only its id is told, that stands for the name; it replaces none. A closed one stays without
-- a name, and what is known of the same account elsewhere holds here.
INSERT INTO account
       (connection_id, external_id, name, kind, person_id, is_settled, is_closed, named_at)
SELECT %(connection_id)s, seen.external_id,
       CASE WHEN beside.is_closed THEN '' ELSE seen.name END, seen.kind,
       CASE WHEN beside.is_settled THEN beside.person_id
            ELSE coalesce(beside.person_id, person.id) END,
       coalesce(beside.is_settled, false), coalesce(beside.is_closed, false), %(now)s
  FROM unnest(%(external_ids)s::text[], %(names)s::text[], %(kinds)s::text[], %(emails)s::text[])
       AS seen (external_id, name, kind, email)
  LEFT JOIN account AS known
    ON known.connection_id = %(connection_id)s AND known.external_id = seen.external_id
  LEFT JOIN person
    ON person.email = seen.email AND person.email_proved_at IS NOT NULL
   AND seen.kind = 'person' AND person.left_at IS NULL
   AND known.is_settled IS NOT TRUE AND known.is_closed IS NOT TRUE
  LEFT JOIN LATERAL (SELECT other.person_id, other.is_settled, other.is_closed
                       FROM connection AS here
                       JOIN connection AS there
                         ON there.product IN ('jira-cloud', 'confluence-cloud')
                        AND there.id <> here.id
                       JOIN account AS other
                         ON other.connection_id = there.id
                        AND other.external_id = seen.external_id
                        AND other.kind = 'person'
                      WHERE here.id = %(connection_id)s
                        AND here.product IN ('jira-cloud', 'confluence-cloud')
                      ORDER BY other.is_settled DESC, other.person_id NULLS LAST
                      LIMIT 1) AS beside
    ON seen.kind = 'person'
   AND known.person_id IS NULL
   AND known.is_settled IS NOT TRUE
 WHERE known.id IS NULL
    OR (known.name <> seen.name AND seen.name <> seen.external_id AND NOT known.is_closed)
    OR (known.kind = 'person' AND seen.kind <> 'person')
    OR (known.person_id IS NULL AND coalesce(beside.person_id, person.id) IS NOT NULL)
 ORDER BY seen.external_id
    ON CONFLICT ON CONSTRAINT account_is_known_once DO UPDATE
   SET name = CASE WHEN account.is_closed OR excluded.name = excluded.external_id
                   THEN account.name ELSE excluded.name END,
       named_at = CASE WHEN excluded.name IN (account.name, excluded.external_id)
                       THEN account.named_at ELSE excluded.named_at END,
       kind = CASE WHEN account.kind = 'person' THEN excluded.kind ELSE account.kind END,
       person_id = CASE WHEN 'person' = ALL (ARRAY[account.kind, excluded.kind])
                        THEN coalesce(account.person_id, excluded.person_id) END,
       claimed_by = CASE WHEN 'person' = ALL (ARRAY[account.kind, excluded.kind])
                          AND account.person_id IS NULL
                          AND excluded.person_id IS NULL THEN account.claimed_by END
RETURNING CASE WHEN person_id IS NOT NULL THEN id END;

-- match_beside
-- The same accounts on other Cloud connections belong to the same people, where nobody said else.
UPDATE account
   SET person_id = one.person_id, claimed_by = NULL
  FROM account AS one
  JOIN same_account ON same_account.account_id = one.id
 WHERE one.id = ANY(%(ids)s)
   AND account.id = same_account.same_id
   AND account.person_id IS NULL
   AND NOT account.is_settled
   AND account.kind = 'person'
RETURNING account.id;

-- account_ids
-- Our ids of accounts by their ids on a connection.
SELECT external_id, id
  FROM account
 WHERE connection_id = %(connection_id)s
   AND external_id = ANY(%(external_ids)s);

-- unmatched_accounts
-- A page of accounts that belong to nobody and that nobody claims, by name.
SELECT account.id, connection.name AS connection, external_id, account.name, is_closed, person_id,
       claimed_by, claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  LEFT JOIN person AS claimant ON claimant.id = claimed_by
 WHERE person_id IS NULL
   AND claimed_by IS NULL
   AND kind = 'person'
   AND NOT is_closed
   AND (%(search)s::text IS NULL OR strpos(lower(account.name), lower(%(search)s)) > 0)
   AND (%(after)s::bigint IS NULL
        OR (lower(account.name), account.id) > (SELECT lower(before.name), before.id
                                                  FROM account AS before
                                                 WHERE before.id = %(after)s))
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- claims
-- Accounts that somebody says are theirs, by name.
SELECT account.id, connection.name AS connection, external_id, account.name, is_closed, person_id,
       claimed_by, claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  JOIN person AS claimant ON claimant.id = claimed_by
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- accounts_of
-- The accounts of a person, and those they claim.
SELECT account.id, connection.name AS connection, external_id, account.name, is_closed, person_id,
       claimed_by, NULL::text AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
 WHERE person_id = %(person_id)s
    OR claimed_by = %(person_id)s
 ORDER BY connection.name, lower(account.name), account.id;

-- free_accounts
-- Some accounts that belong to nobody and that nobody claims, by a part of their name.
SELECT account.id, connection.name AS connection, external_id, account.name, is_closed, person_id,
       claimed_by, NULL::text AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
 WHERE person_id IS NULL
   AND claimed_by IS NULL
   AND kind = 'person'
   AND NOT is_closed
   AND strpos(lower(account.name), lower(%(search)s)) > 0
 ORDER BY lower(account.name), account.id
 LIMIT %(limit)s;

-- account
-- A person's account by id, with whose it is or is said to be.
SELECT account.id, connection.name AS connection, external_id, account.name, is_closed, person_id,
       claimed_by, claimant.name AS claimant
  FROM account
  JOIN connection ON connection.id = account.connection_id
  LEFT JOIN person AS claimant ON claimant.id = claimed_by
 WHERE account.id = %(id)s
   AND kind = 'person';

-- match_account
-- An account, and the same one elsewhere, belong to a person who works here; claims on them are
-- settled by that. Whose each was before.
UPDATE account
   SET person_id = %(person_id)s, claimed_by = NULL, is_settled = true
  FROM (SELECT account.id, account.person_id
          FROM account
          JOIN same_account ON same_id = account.id
         WHERE account_id = %(id)s
           AND kind = 'person'
         ORDER BY account.id
           FOR UPDATE OF account) AS before
 WHERE account.id = before.id
   AND EXISTS (SELECT FROM person WHERE person.id = %(person_id)s AND left_at IS NULL)
RETURNING account.id, before.person_id AS was_of;

-- part_account
-- An account, and the same one elsewhere, belong to nobody again; only if they are `owner`'s, when
-- one is given. Whose each was before.
UPDATE account
   SET person_id = NULL, is_settled = true
  FROM (SELECT account.id, account.person_id
          FROM account AS one
          JOIN same_account ON account_id = one.id
          JOIN account ON account.id = same_id
         WHERE one.id = %(id)s
           AND (%(owner)s::bigint IS NULL OR one.person_id = %(owner)s)
           AND account.person_id IS NOT DISTINCT FROM one.person_id
         ORDER BY account.id
           FOR UPDATE OF account) AS before
 WHERE account.id = before.id
RETURNING account.id, before.person_id AS was_of;

-- claim_account
-- A person says that an account is theirs.
UPDATE account
   SET claimed_by = %(person_id)s
 WHERE id = %(id)s
   AND kind = 'person'
   AND NOT is_closed
   AND person_id IS NULL
   AND claimed_by IS NULL;

-- withdraw_claim
-- A person takes their claim back.
UPDATE account
   SET claimed_by = NULL
 WHERE id = %(id)s
   AND claimed_by = %(person_id)s;

-- holds_claim
-- Whether an account is claimed by a person; it stays so until the transaction ends.
SELECT id
  FROM account
 WHERE id = %(id)s
   AND claimed_by = %(person_id)s
   FOR UPDATE;

-- drop_claims
-- Nothing is claimed by a person any more.
UPDATE account
   SET claimed_by = NULL
 WHERE claimed_by = %(person_id)s;

-- close_accounts
-- Accounts that were deleted or anonymised there, and the same ones elsewhere, lose their names.
UPDATE account
   SET is_closed = true, name = '', claimed_by = NULL
 WHERE NOT is_closed
   AND id IN (SELECT same_id
                FROM account AS gone
                JOIN same_account ON account_id = gone.id
               WHERE gone.connection_id = %(connection_id)s
                 AND gone.external_id = ANY(%(external_ids)s));

-- accounts_to_report
-- Ids on Atlassian's Cloud that were reported longest ago, and since when their data is known here.
SELECT external_id,
       (SELECT min(coalesce(same.named_at, connection.created_at))
          FROM same_account
          JOIN account AS same ON same.id = same_id
          JOIN connection ON connection.id = same.connection_id
         WHERE account_id = min(due.id)) AS known_at
  FROM (SELECT account.id, external_id
          FROM account
          JOIN connection ON connection.id = connection_id
         WHERE kind <> 'app'
           AND NOT is_closed
           AND coalesce(reported_at, '-infinity') < %(before)s
           AND connection.product IN ('jira-cloud', 'confluence-cloud')
         ORDER BY coalesce(reported_at, '-infinity'), account.id
         LIMIT %(limit)s) AS due
 GROUP BY external_id
 ORDER BY external_id;

-- note_reported
-- Accounts on Atlassian's Cloud were reported now; the data of some was fetched anew with it.
UPDATE account
   SET reported_at = %(now)s,
       named_at = CASE WHEN account.external_id = ANY(%(refreshed)s::text[]) THEN %(now)s
                       ELSE named_at END
  FROM connection
 WHERE connection.id = connection_id
   AND connection.product IN ('jira-cloud', 'confluence-cloud')
   AND account.external_id = ANY(%(external_ids)s::text[]);
