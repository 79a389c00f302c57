-- findable
-- What a person chose about being found.
SELECT who, sentence
  FROM findable
 WHERE person_id = %(person_id)s;

-- as_found
-- A person as others read them who may find them.
SELECT person.id, name, sentence,
       ARRAY(SELECT team.name FROM membership JOIN team ON team.id = membership.team_id
              WHERE membership.person_id = person.id AND until IS NULL ORDER BY team.name) AS teams
  FROM person
  LEFT JOIN findable ON findable.person_id = person.id
 WHERE person.id = %(person_id)s;

-- let_find
-- Who may find a person, and a sentence of their own; who could before may remember.
WITH before AS (
  INSERT INTO findable_past (person_id, who, since, until)
  SELECT person_id, who, changed_at, %(now)s
    FROM findable
   WHERE person_id = %(person_id)s
     AND who <> 'nobody'
)
INSERT INTO findable (person_id, who, sentence, changed_at)
VALUES (%(person_id)s, %(who)s, %(sentence)s, %(now)s)
    ON CONFLICT (person_id) DO UPDATE
   SET who = EXCLUDED.who, sentence = EXCLUDED.sentence, changed_at = EXCLUDED.changed_at;

-- found_people
-- A page of those who let this person find them and fit as many conditions as needed, by name or in
-- the order of a day, after somebody in that order.
WITH said AS (
  SELECT DISTINCT ON (skill_id, person_id) slug, person_id, wish, is_glad_to_help
    FROM skill
    JOIN placement ON placement.skill_id = skill.id
   WHERE slug = ANY(%(helps_with)s::text[] || %(would_learn)s::text[])
   ORDER BY skill_id, person_id, placement.id DESC
), fitting AS (
  SELECT person_id, count(*) AS conditions
    FROM (SELECT person_id FROM said
           WHERE slug = ANY(%(helps_with)s::text[]) AND is_glad_to_help
           UNION ALL
          SELECT person_id FROM said
           WHERE slug = ANY(%(would_learn)s::text[]) AND wish > 0
           UNION ALL
          SELECT person_id FROM membership
           WHERE team_id = %(team_id)s AND until IS NULL
           UNION ALL
          SELECT person_id
            FROM unnest(%(words)s::text[]) AS word
            JOIN findable
              ON to_tsvector('simple', translate(coalesce(sentence, ''), '-_/.:@', '      '))
                 @@ to_tsquery('simple', word || ':*')) AS fits
   GROUP BY person_id
), found AS (
  SELECT person.id, name, sentence,
         CASE WHEN %(by_name)s THEN lower(name)
              ELSE md5(concat_ws('-', %(day)s::date, %(me)s::bigint, person.id)) END AS place
    FROM findable
    JOIN person ON person.id = findable.person_id
    JOIN participant ON participant.person_id = person.id
    LEFT JOIN fitting ON fitting.person_id = person.id
   WHERE person.id <> %(me)s
     AND coalesce(conditions, 0) >= %(needed)s
     AND (who = 'everyone'
          AND EXISTS (SELECT FROM participant WHERE person_id = %(me)s)
          OR who IN ('teams', 'everyone')
          AND person.id IN (SELECT mate_id FROM teammate WHERE person_id = %(me)s))
)
SELECT id, name, sentence,
       ARRAY(SELECT team.name FROM membership JOIN team ON team.id = membership.team_id
              WHERE membership.person_id = found.id AND until IS NULL ORDER BY team.name) AS teams
  FROM found
 WHERE %(after)s::bigint IS NULL
    OR (place, id) > (SELECT CASE WHEN %(by_name)s THEN lower(before.name)
                                  ELSE md5(concat_ws('-', %(day)s::date, %(me)s::bigint,
                                                     before.id)) END, before.id
                        FROM person AS before
                       WHERE before.id = %(after)s)
 ORDER BY place, id
 LIMIT %(limit)s;

-- shared_skills
-- What these people share: the skills they are glad to help with or would like to learn.
SELECT said.person_id, skill.slug, version.name_en, version.name_nl, said.is_glad_to_help,
       said.wish > 0 AS would_learn
  FROM (SELECT DISTINCT ON (person_id, skill_id) person_id, skill_id, wish, is_glad_to_help
          FROM placement
         WHERE person_id = ANY(%(person_ids)s::bigint[])
         ORDER BY person_id, skill_id, id DESC) AS said
  JOIN skill ON skill.id = said.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE said.is_glad_to_help
    OR said.wish > 0
 ORDER BY said.person_id, area.position, area.id, skill.position, skill.id;
