-- give_thanks
-- Thanks for work that the giver may see, or for a moment.
INSERT INTO thanks (giver_id, team_id, work_item_id, happened_on, happening, effect, purpose, readers, given_at)
VALUES (%(giver_id)s, %(team_id)s, %(work_item_id)s, %(happened_on)s, %(happening)s, %(effect)s, %(purpose)s,
        %(readers)s, %(now)s)
RETURNING id;

-- thank
-- Who is thanked: of these people, those who take part; never the giver.
INSERT INTO thanked (thanks_id, person_id)
SELECT %(thanks_id)s::bigint, person_id
  FROM participant
 WHERE person_id = ANY(%(people)s::bigint[])
   AND person_id <> %(giver_id)s;

-- members_to_thank
-- Who of a team can be thanked by somebody.
SELECT participant.person_id
  FROM membership
  JOIN participant ON participant.person_id = membership.person_id
 WHERE team_id = %(team_id)s
   AND until IS NULL
   AND participant.person_id <> %(giver_id)s;

-- companions
-- Who took part in a piece of work of somebody, and takes part here; by name.
SELECT DISTINCT person.id, person.name
  FROM contribution
  JOIN account ON account.id = contribution.account_id
  JOIN participant ON participant.person_id = account.person_id
  JOIN person ON person.id = participant.person_id
 WHERE contribution.work_item_id = %(work_item_id)s
   AND person.id <> %(person_id)s
   AND EXISTS (SELECT FROM contribution AS my_part
                 JOIN account AS mine ON mine.id = my_part.account_id
                WHERE my_part.work_item_id = %(work_item_id)s AND mine.person_id = %(person_id)s)
 ORDER BY person.name, person.id
 LIMIT %(limit)s;

-- thanks
-- Thanks by or for a person, latest first; the title of work for who took part in it alone.
SELECT thanks.id, giver_id, giver.name AS giver, team.name AS team, whom.people, there.work_item_id,
       work_item.key, there.title, happened_on, happening, effect, purpose, readers, given_at,
       withdrawn_at, giver_id = %(person_id)s AS is_mine, me.first_read_at, me.agreed_at,
       EXISTS (SELECT FROM on_wall WHERE on_wall.thanks_id = thanks.id) AS is_on_wall
  FROM (SELECT id FROM thanks WHERE giver_id = %(person_id)s
         UNION
        SELECT thanks_id FROM thanked WHERE person_id = %(person_id)s) AS mine
  JOIN thanks ON thanks.id = mine.id
  JOIN person AS giver ON giver.id = giver_id
  LEFT JOIN team ON team.id = thanks.team_id
  LEFT JOIN work_item ON work_item.id = thanks.work_item_id
  LEFT JOIN thanked AS me ON me.thanks_id = thanks.id AND me.person_id = %(person_id)s
  LEFT JOIN LATERAL (SELECT thanks.work_item_id, work_item.title
                       FROM contribution JOIN account ON account.id = account_id
                      WHERE contribution.work_item_id = thanks.work_item_id
                        AND account.person_id = %(person_id)s
                      LIMIT 1) AS there ON true
 CROSS JOIN LATERAL (SELECT coalesce(array_agg(person.name ORDER BY person.name, person.id), '{}') AS people
                       FROM thanked JOIN person ON person.id = person_id
                      WHERE thanks_id = thanks.id) AS whom
 WHERE (giver_id = %(person_id)s OR withdrawn_at IS NULL)
   AND (%(id)s::bigint IS NULL OR thanks.id = %(id)s)
   AND (%(work_item_id)s::bigint IS NULL OR thanks.work_item_id = %(work_item_id)s)
   AND (%(before)s::bigint IS NULL OR thanks.id < %(before)s)
   AND (%(unread_since)s::timestamptz IS NULL
        OR (me.person_id IS NOT NULL
            AND (me.first_read_at IS NULL OR me.first_read_at > %(unread_since)s)))
 ORDER BY thanks.id DESC
 LIMIT %(limit)s;

-- withdraw_thanks
-- The giver takes thanks back within thirty days: they are emptied.
UPDATE thanks
   SET effect = NULL, purpose = NULL, happening = NULL, withdrawn_at = %(now)s
 WHERE id = %(id)s
   AND giver_id = %(giver_id)s
   AND withdrawn_at IS NULL
   AND given_at > %(since)s;

-- read_thanks
-- Somebody who is thanked opens the thanks for the first time.
UPDATE thanked
   SET first_read_at = %(now)s
 WHERE thanks_id = %(thanks_id)s
   AND person_id = %(person_id)s
   AND first_read_at IS NULL;

-- agree_to_wall
-- Somebody who is thanked agrees to the wall, or takes that back (no time).
UPDATE thanked
   SET agreed_at = %(agreed_at)s
  FROM thanks
 WHERE thanks.id = thanks_id
   AND thanks_id = %(thanks_id)s
   AND person_id = %(person_id)s
   AND withdrawn_at IS NULL
   AND readers = 'wall';

-- teammates_to_thank
-- Who is in a team with somebody, and takes part; by name.
SELECT person.id, person.name
  FROM teammate
  JOIN participant ON participant.person_id = mate_id
  JOIN person ON person.id = mate_id
 WHERE teammate.person_id = %(person_id)s
   AND mate_id <> %(person_id)s
 ORDER BY person.name, person.id
 LIMIT %(limit)s;
