-- make_link
-- A one-time link; what is kept is a hash of it.
INSERT INTO one_time_link (token_hash, purpose, person_id, expires_at)
VALUES (%(token_hash)s, %(purpose)s, %(person_id)s, %(expires_at)s);

-- make_invites
-- One-time links for many people.
INSERT INTO one_time_link (token_hash, purpose, person_id, expires_at)
SELECT token_hash, 'invite', person_id, %(expires_at)s
  FROM unnest(%(token_hashes)s::bytea[], %(person_ids)s::bigint[]) AS new (token_hash, person_id);

-- link
-- A one-time link that still works, with whom it is for.
SELECT purpose, person_id, name, email
  FROM one_time_link
  LEFT JOIN person ON person.id = person_id
 WHERE token_hash = %(token_hash)s
   AND purpose <> 'enter'
   AND used_at IS NULL
   AND expires_at > %(now)s
   AND left_at IS NULL;

-- use_link
-- Use a link up that leads to a new password; it works once, however many try at the same moment.
UPDATE one_time_link
   SET used_at = %(now)s
 WHERE token_hash = %(token_hash)s
   AND purpose <> 'enter'
   AND used_at IS NULL
   AND expires_at > %(now)s
RETURNING purpose, person_id, NULL::text AS name, NULL::text AS email;

-- void_links_of
-- Links of a person stop working.
UPDATE one_time_link
   SET used_at = %(now)s
 WHERE person_id = %(person_id)s
   AND used_at IS NULL;

-- void_links_to_another
-- Links of a person that were made for another address than this stop working.
UPDATE one_time_link
   SET used_at = %(now)s
  FROM person
 WHERE person.id = person_id
   AND person_id = %(person_id)s
   AND used_at IS NULL
   AND person.email <> %(email)s;

-- prove_email
-- A person came in by a link that was made for their address.
UPDATE person
   SET email_proved_at = %(now)s
 WHERE id = %(id)s;

-- void_setup_links
-- Links to set up stop working.
UPDATE one_time_link
   SET used_at = %(now)s
 WHERE purpose = 'setup'
   AND used_at IS NULL;

-- forget_links
-- Links that work no more go after a while.
DELETE FROM one_time_link
 WHERE expires_at < %(before)s;

-- lock_setup
-- One first administrator at a time, until the transaction ends.
SELECT pg_advisory_xact_lock(7260003);

-- person_with_password
-- Who works here, has this address and has signed in with a password.
SELECT id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at
  FROM person
 WHERE email = %(email)s
   AND left_at IS NULL
   AND password_hash IS NOT NULL;
