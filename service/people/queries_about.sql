-- about_me
-- The person: never the password or the keys.
SELECT name, email, language, asking AS kind, created_at AS at, welcomed_at AS begun
  FROM person
 WHERE id = %(person_id)s;

-- about_teams
-- The teams somebody is or was in.
SELECT team.name AS team, CASE WHEN is_lead THEN 'lead' ELSE 'member' END AS role, since AS at, until
  FROM membership
  JOIN team ON team.id = team_id
 WHERE person_id = %(person_id)s
 ORDER BY since DESC, membership.id DESC;

-- about_accounts
-- Accounts elsewhere that are theirs, or that they claimed.
SELECT connection.name AS place, external_id AS account, account.name
  FROM account
  JOIN connection ON connection.id = connection_id
 WHERE person_id = %(person_id)s
    OR claimed_by = %(person_id)s
 ORDER BY account.id;

-- about_pace
-- How often and when they may be asked.
SELECT weekly_most AS number, array_to_string(days_off, ', ') AS days_off, quiet_from, quiet_until,
       paused_until AS until, changed_at AS at
  FROM pace
 WHERE person_id = %(person_id)s;
