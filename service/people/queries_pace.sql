-- paces
-- The paces that these people chose.
SELECT person_id, weekly_most, days_off, quiet_from, quiet_until, paused_until
  FROM pace
 WHERE person_id = ANY(%(ids)s::bigint[]);

-- choose_pace
-- The pace of a person; a pause stays as it is.
INSERT INTO pace (person_id, weekly_most, days_off, quiet_from, quiet_until, changed_at)
VALUES (%(person_id)s, %(weekly_most)s, %(days_off)s, %(quiet_from)s, %(quiet_until)s, %(now)s)
    ON CONFLICT (person_id) DO UPDATE
   SET weekly_most = excluded.weekly_most, days_off = excluded.days_off,
       quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
       changed_at = excluded.changed_at;

-- pause
-- A person is asked nothing until a day, or from now on again (no day).
INSERT INTO pace (person_id, weekly_most, days_off, quiet_from, quiet_until, paused_until, changed_at)
VALUES (%(person_id)s, %(weekly_most)s, %(days_off)s, %(quiet_from)s, %(quiet_until)s, %(until)s, %(now)s)
    ON CONFLICT (person_id) DO UPDATE
   SET paused_until = excluded.paused_until, changed_at = excluded.changed_at;

-- rhythms
-- The teams that a person is in, or one that they are in or lead, with its rhythm.
SELECT team.id AS team_id, team.name AS team, rhythm, bool_or(membership.is_lead) AS is_lead
  FROM team
  JOIN membership ON membership.team_id = team.id AND membership.until IS NULL
 WHERE membership.person_id = %(person_id)s
 GROUP BY team.id
 ORDER BY lower(team.name), team.id;

-- rhythm_of
-- A team with its rhythm.
SELECT id AS team_id, name AS team, rhythm, %(is_lead)s::boolean AS is_lead
  FROM team
 WHERE id = %(team_id)s;

-- choose_rhythm
-- The weekday on which asks about a team's members go out; none: when work is done.
UPDATE team
   SET rhythm = %(rhythm)s
 WHERE id = %(team_id)s;
