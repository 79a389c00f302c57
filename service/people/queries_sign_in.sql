-- password
-- The password hash of a person who works here.
SELECT id, password_hash
  FROM person
 WHERE email = %(email)s
   AND left_at IS NULL
   AND password_hash IS NOT NULL;

-- password_of
-- The password hash of a person by id.
SELECT id, password_hash
  FROM person
 WHERE id = %(id)s
   AND left_at IS NULL
   AND password_hash IS NOT NULL;

-- set_password
-- A new password, which signs out everywhere.
UPDATE person
   SET password_hash = %(password_hash)s, session_key = %(session_key)s
 WHERE id = %(id)s
   AND left_at IS NULL
RETURNING id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at;

-- rehash
-- The same password under today's parameters.
UPDATE person
   SET password_hash = %(password_hash)s
 WHERE id = %(id)s
   AND password_hash = %(previous)s;

-- sign_out_everywhere
-- Whoever holds a session of this person is signed out.
UPDATE person
   SET session_key = %(session_key)s
 WHERE id = %(id)s;

-- note_tries
-- Somebody tries to sign in, to an address and from somewhere.
INSERT INTO sign_in_attempt (who, at)
SELECT who, %(now)s FROM unnest(%(who)s::text[]) AS attempt (who);

-- count_tries
-- How often each was tried lately.
SELECT who, count(*) AS number
  FROM sign_in_attempt
 WHERE who = ANY(%(who)s)
   AND at > %(since)s
 GROUP BY who;

-- clear_tries
-- Signing in clears what was counted for the address, and its own trace at the place.
DELETE FROM sign_in_attempt
 WHERE who = %(address)s
    OR (who = %(place)s AND at = %(now)s);

-- forget_tries
-- Attempts go when they no longer count.
DELETE FROM sign_in_attempt
 WHERE at < %(before)s;
