-- about_me
-- The person: never the password or the keys.
SELECT name, email, language, asking,
       EXISTS (SELECT FROM participant WHERE participant.person_id = person.id) AS takes_part,
       is_administrator AS administers, created_at AS since, welcomed_at AS welcomed, email_proved_at AS proved
  FROM person
 WHERE id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;

-- about_teams
-- The teams somebody is or was in.
SELECT team.name AS team, is_lead AS leads, since, until
  FROM membership
  JOIN team ON team.id = team_id
 WHERE person_id = %(person_id)s
 ORDER BY since DESC, membership.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_accounts
-- Accounts elsewhere that are theirs, or that they claimed.
SELECT connection.name AS place, account.name, external_id AS account, person_id IS NULL AS claimed
  FROM account
  JOIN connection ON connection.id = connection_id
 WHERE person_id = %(person_id)s
    OR claimed_by = %(person_id)s
 ORDER BY account.id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_pace
-- How often and when they may be asked.
SELECT weekly_most, days_off, quiet_from, quiet_until, paused_until AS until, changed_at AS at
  FROM pace
 WHERE person_id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;
