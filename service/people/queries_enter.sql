-- make_entry
-- A link that signs a person in and opens a page; what is kept is a hash of it.
INSERT INTO one_time_link (token_hash, purpose, person_id, expires_at, leads_to)
VALUES (%(token_hash)s, 'enter', %(person_id)s, %(expires_at)s, %(leads_to)s);

-- entry
-- A link that signs in, also one that does so no more.
SELECT person_id, name, leads_to, used_at IS NOT NULL OR expires_at <= %(now)s AS is_spent
  FROM one_time_link
  JOIN person ON person.id = person_id
 WHERE token_hash = %(token_hash)s
   AND purpose = 'enter'
   AND left_at IS NULL;

-- use_entry
-- Use a link that signs in; it works once, however many try at the same moment.
UPDATE one_time_link
   SET used_at = %(now)s
  FROM person
 WHERE person.id = person_id
   AND token_hash = %(token_hash)s
   AND purpose = 'enter'
   AND used_at IS NULL
   AND expires_at > %(now)s
   AND left_at IS NULL
RETURNING person_id, name, leads_to, false AS is_spent;
