-- signed_in
-- Who holds a session, with the teams they lead today.
SELECT id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at, session_key,
       ARRAY(SELECT team_id FROM membership
              WHERE membership.person_id = person.id AND is_lead AND until IS NULL) AS leads
  FROM person
 WHERE id = %(id)s
   AND left_at IS NULL;

-- person
-- A person by id, who was not erased.
SELECT id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at
  FROM person
 WHERE id = %(id)s
   AND erased_at IS NULL;

-- person_by_email
-- A person by e-mail address, which is kept in small letters.
SELECT id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at
  FROM person
 WHERE email = %(email)s;

-- people
-- A page of people by name, after a person in that order; who takes part does so as a person or
-- through a team.
SELECT id, name, email, language, is_administrator, asking, welcomed_at, left_at,
       takes_part OR EXISTS (SELECT FROM membership JOIN team ON team.id = membership.team_id
                              WHERE membership.person_id = person.id AND until IS NULL
                                AND team.takes_part) AS takes_part,
       ARRAY(SELECT team.name FROM membership JOIN team ON team.id = membership.team_id
              WHERE membership.person_id = person.id AND until IS NULL ORDER BY team.name) AS teams
  FROM person
 WHERE erased_at IS NULL
   AND (%(search)s::text IS NULL
        OR strpos(lower(name), lower(%(search)s)) > 0 OR strpos(email, lower(%(search)s)) > 0)
   AND (%(team_id)s::bigint IS NULL
        OR EXISTS (SELECT FROM membership
                    WHERE team_id = %(team_id)s AND membership.person_id = person.id
                      AND until IS NULL))
   AND (%(standing)s::text IS NULL
        OR %(standing)s = CASE WHEN left_at IS NOT NULL THEN 'left'
                               WHEN welcomed_at IS NOT NULL THEN 'welcomed'
                               ELSE 'invited' END)
   AND (%(after)s::bigint IS NULL
        OR (lower(name), id) > (SELECT lower(before.name), before.id FROM person AS before
                                 WHERE before.id = %(after)s))
 ORDER BY lower(name), id
 LIMIT %(limit)s;

-- people_by_email
-- People with one of these e-mail addresses.
SELECT id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at,
       ARRAY(SELECT team.name FROM membership JOIN team ON team.id = membership.team_id
              WHERE membership.person_id = person.id AND until IS NULL ORDER BY team.name) AS teams
  FROM person
 WHERE email = ANY(%(emails)s);

-- colleagues
-- Names of people who take part, without oneself.
SELECT id, name
  FROM person
  JOIN participant ON participant.person_id = person.id
 WHERE id <> %(me)s
   AND (%(search)s::text IS NULL OR strpos(lower(name), lower(%(search)s)) > 0)
 ORDER BY lower(name), id
 LIMIT %(limit)s;

-- working_here
-- Names of people who have not left, to choose from.
SELECT id, name
  FROM person
 WHERE left_at IS NULL
   AND (%(search)s::text IS NULL
        OR strpos(lower(name), lower(%(search)s)) > 0 OR strpos(email, lower(%(search)s)) > 0)
 ORDER BY lower(name), id
 LIMIT %(limit)s;

-- anybody
-- Is there anybody at all?
SELECT EXISTS (SELECT FROM person);

-- add_person
-- Somebody new, by e-mail address; nothing when the address is known.
INSERT INTO person (name, email, session_key, language, is_administrator, created_at)
VALUES (%(name)s, %(email)s, %(session_key)s, %(language)s, %(is_administrator)s, %(now)s)
    ON CONFLICT ON CONSTRAINT person_email_is_unique DO NOTHING
RETURNING id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at;

-- add_people
-- Many new people at once; those whose address is known are passed over.
INSERT INTO person (name, email, session_key, language, created_at)
SELECT name, email, session_key, %(language)s, %(now)s
  FROM unnest(%(names)s::text[], %(emails)s::text[], %(session_keys)s::text[])
       AS new (name, email, session_key)
    ON CONFLICT ON CONSTRAINT person_email_is_unique DO NOTHING
RETURNING id, name, email, language, is_administrator, takes_part, asking, welcomed_at, left_at;

-- rename_person
-- A new name and e-mail address; whoever has the new one has not come in by it yet.
UPDATE person
   SET name = %(name)s, email = %(email)s,
       email_proved_at = CASE WHEN email = %(email)s THEN email_proved_at END
 WHERE id = %(id)s;

-- call_oneself
-- The name and language a person chose for themselves.
UPDATE person
   SET name = %(name)s, language = %(language)s
 WHERE id = %(id)s;

-- choose_language
-- The language of a person's pages.
UPDATE person
   SET language = %(language)s
 WHERE id = %(id)s;

-- choose_asking
-- How co-workers may be asked about a person's work.
UPDATE person
   SET asking = %(asking)s
 WHERE id = %(id)s
   AND welcomed_at IS NOT NULL;

-- welcome
-- A person has read what Gezel does, and chose.
UPDATE person
   SET asking = %(asking)s, welcomed_at = coalesce(welcomed_at, %(now)s)
 WHERE id = %(id)s;

-- take_part
-- Whether a person takes part.
UPDATE person
   SET takes_part = %(takes_part)s
 WHERE id = %(id)s
   AND left_at IS NULL;

-- lock_administrators
-- The administrators who can act; held, so that two cannot both be the last but one.
SELECT id
  FROM person
 WHERE is_administrator
   AND left_at IS NULL
   AND welcomed_at IS NOT NULL
 ORDER BY id
   FOR UPDATE;

-- make_administrator
-- Whether a person is an administrator.
UPDATE person
   SET is_administrator = %(is_administrator)s
 WHERE id = %(id)s
   AND left_at IS NULL;

-- leave
-- A person left: signed out, without a password, asked nothing.
UPDATE person
   SET left_at = %(now)s, session_key = %(session_key)s, password_hash = NULL,
       is_administrator = false, takes_part = false
 WHERE id = %(id)s
   AND left_at IS NULL;

-- come_back
-- A person who had left works here again, and is asked to choose anew.
UPDATE person
   SET left_at = NULL, welcomed_at = NULL, asking = NULL
 WHERE id = %(id)s
   AND left_at IS NOT NULL
   AND erased_at IS NULL;

-- end_memberships
-- A person leaves all teams.
UPDATE membership
   SET until = greatest(since, %(today)s)
 WHERE person_id = %(person_id)s
   AND until IS NULL;

-- teams
-- All teams by name, with leads and how many are in them today.
SELECT id, name, takes_part,
       ARRAY(SELECT person.name FROM membership JOIN person ON person.id = membership.person_id
              WHERE team_id = team.id AND is_lead AND until IS NULL ORDER BY person.name) AS leads,
       (SELECT count(*) FROM membership WHERE team_id = team.id AND until IS NULL) AS members
  FROM team
 ORDER BY lower(name);

-- team_names
-- Teams that take part, by name, to choose from.
SELECT id, name, takes_part
  FROM team
 WHERE takes_part
 ORDER BY lower(name), id
 LIMIT %(limit)s;

-- team
-- A team by id.
SELECT id, name, takes_part
  FROM team
 WHERE id = %(id)s;

-- make_team
-- A new team.
INSERT INTO team (name, created_at)
VALUES (%(name)s, %(now)s)
RETURNING id, name, takes_part;

-- make_teams
-- The teams with these names; new ones are made.
WITH made AS (
  INSERT INTO team (name, created_at)
  SELECT name, %(now)s FROM unnest(%(names)s::text[]) AS new (name)
      ON CONFLICT ON CONSTRAINT team_name_is_unique DO NOTHING
  RETURNING id, name, takes_part
)
SELECT id, name, takes_part FROM made
 UNION ALL
SELECT id, name, takes_part FROM team WHERE name = ANY(%(names)s);

-- rename_team
-- A new name for a team.
UPDATE team
   SET name = %(name)s
 WHERE id = %(id)s;

-- team_takes_part
-- Whether a team takes part.
UPDATE team
   SET takes_part = %(takes_part)s
 WHERE id = %(id)s;

-- join
-- A person is in a team from a day on; nothing when they already are.
INSERT INTO membership (team_id, person_id, is_lead, since)
VALUES (%(team_id)s, %(person_id)s, %(is_lead)s, %(since)s)
    ON CONFLICT (team_id, person_id) WHERE until IS NULL DO NOTHING;

-- join_many
-- Many people are in teams from a day on; those who already are stay as they are.
INSERT INTO membership (team_id, person_id, since)
SELECT team_id, person_id, %(since)s
  FROM unnest(%(team_ids)s::bigint[], %(person_ids)s::bigint[]) AS new (team_id, person_id)
    ON CONFLICT (team_id, person_id) WHERE until IS NULL DO NOTHING;

-- end_membership
-- A person is in a team no longer from a day on.
UPDATE membership
   SET until = %(until)s
 WHERE id = %(id)s
   AND until IS NULL
RETURNING id, team_id, person_id, is_lead, since, until;

-- membership
-- A membership that lasts, held until the transaction ends.
SELECT id, team_id, person_id, is_lead, since, until
  FROM membership
 WHERE id = %(id)s
   AND until IS NULL
   FOR UPDATE;

-- memberships_of_person
-- The teams a person is in or was in, latest first.
SELECT membership.id, team_id, person_id, is_lead, since, until, team.name AS team, person.name AS person
  FROM membership
  JOIN team ON team.id = membership.team_id
  JOIN person ON person.id = membership.person_id
 WHERE person_id = %(person_id)s
   AND (until IS NULL OR until > since)
 ORDER BY until IS NOT NULL, since DESC, membership.id DESC;

-- memberships_of_team
-- Who is in a team or was in it: those who are first, by name.
SELECT membership.id, team_id, person_id, is_lead, since, until, team.name AS team, person.name AS person
  FROM membership
  JOIN team ON team.id = membership.team_id
  JOIN person ON person.id = membership.person_id
 WHERE team_id = %(team_id)s
   AND (until IS NULL OR until > since)
 ORDER BY until IS NOT NULL, NOT is_lead, lower(person.name), since DESC
 LIMIT %(limit)s;
