-- walls
-- Teams that have a wall, and those of mine, by name.
SELECT team.id AS team_id, team.name AS team, wall_opened_at AS opened_at, mine.team_id IS NOT NULL AS is_mine
  FROM team
  LEFT JOIN membership AS mine ON mine.team_id = team.id
                              AND mine.person_id = %(person_id)s
                              AND mine.until IS NULL
 WHERE (wall_opened_at IS NOT NULL OR mine.team_id IS NOT NULL)
   AND (%(team_id)s::bigint IS NULL OR team.id = %(team_id)s)
   AND EXISTS (SELECT FROM participant WHERE person_id = %(person_id)s)
 ORDER BY lower(team.name), team.id;

-- set_wall
-- Somebody in a team says that it agreed to a wall, or agrees to one no longer (no time).
UPDATE team
   SET wall_opened_at = %(opened_at)s
  FROM membership
  JOIN participant USING (person_id)
 WHERE team.id = %(team_id)s
   AND membership.team_id = team.id
   AND membership.person_id = %(person_id)s
   AND until IS NULL;

-- has_wall
-- Whether a team of somebody has a wall.
SELECT EXISTS (SELECT FROM walled WHERE person_id = %(person_id)s);

-- hangs_on
-- What hangs on the wall of a team, the latest first, for whoever takes part.
SELECT on_wall.feedback_id, on_wall.thanks_id, giver.name AS giver,
       CASE WHEN feedback.id IS NOT NULL THEN ARRAY[receiver.name]
            WHEN team.id IS NOT NULL THEN ARRAY[team.name]
            ELSE ARRAY(SELECT person.name FROM thanked JOIN person ON person.id = person_id
                        WHERE thanked.thanks_id = thanks.id ORDER BY person.name, person.id) END AS whom,
       work_item.key, happened_on, happening,
       coalesce(feedback.effect, thanks.effect) AS effect, purpose, on_wall.since
  FROM on_wall
  LEFT JOIN feedback ON feedback.id = on_wall.feedback_id
  LEFT JOIN thanks ON thanks.id = on_wall.thanks_id
  JOIN person AS giver ON giver.id = coalesce(feedback.giver_id, thanks.giver_id)
  LEFT JOIN person AS receiver ON receiver.id = receiver_id
  LEFT JOIN team ON team.id = thanks.team_id
  LEFT JOIN work_item ON work_item.id = coalesce(feedback.work_item_id, thanks.work_item_id)
 WHERE on_wall.team_id = %(team_id)s
   AND EXISTS (SELECT FROM participant WHERE person_id = %(person_id)s)
   AND (%(before)s::timestamptz IS NULL OR on_wall.since < %(before)s)
 ORDER BY on_wall.since DESC, on_wall.feedback_id DESC, on_wall.thanks_id DESC
 LIMIT %(limit)s;
