-- share
-- Share a skill with an audience, or change for how long and how much of it.
INSERT INTO share (person_id, skill_id, audience, with_person_id, shows_place, made_at, until)
SELECT %(person_id)s, skill.id, %(audience)s, %(with_person_id)s, %(shows_place)s, %(now)s, %(until)s
  FROM skill
 WHERE skill.id = %(skill_id)s
   AND (%(with_person_id)s::bigint IS NULL
        OR EXISTS (SELECT FROM participant WHERE participant.person_id = %(with_person_id)s))
    ON CONFLICT (person_id, skill_id, audience, with_person_id) WHERE ended_at IS NULL DO UPDATE
   SET shows_place = excluded.shows_place, made_at = excluded.made_at, until = excluded.until;

-- end_share
-- Take a share back.
UPDATE share
   SET ended_at = %(now)s
 WHERE id = %(id)s
   AND person_id = %(person_id)s
   AND ended_at IS NULL;

-- my_shares
-- What a person shares now, in the order of the catalogue; of one skill or of all.
SELECT share.id, share.skill_id, skill.slug, version.name_en, version.name_nl, audience,
       other.name AS with_name, shows_place, made_at, until
  FROM share
  JOIN skill ON skill.id = share.skill_id
  JOIN area ON area.id = skill.area_id
  JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
  LEFT JOIN person AS other ON other.id = with_person_id
 WHERE share.person_id = %(person_id)s
   AND (%(skill_id)s::bigint IS NULL OR share.skill_id = %(skill_id)s)
   AND ended_at IS NULL
   AND until > %(now)s
 ORDER BY area.position, area.id, skill.position, skill.id, share.id
 LIMIT %(limit)s;

-- looks
-- Who looked at what a person shares or shared, latest first.
SELECT viewer.name AS viewer, version.name_en, version.name_nl, share_look.at
  FROM share
  JOIN share_look ON share_look.share_id = share.id
  JOIN person AS viewer ON viewer.id = viewer_id
  JOIN skill_version AS version
    ON version.skill_id = share.skill_id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = share.skill_id)
 WHERE share.person_id = %(person_id)s
 ORDER BY share_look.at DESC, share_look.share_id, viewer_id
 LIMIT %(limit)s;

-- sharers
-- Who shares skills with me, by name, and the names of those skills.
SELECT person.id AS person_id, person.name,
       array_agg(DISTINCT version.name_en) AS skills_en,
       array_agg(DISTINCT version.name_nl) AS skills_nl
  FROM shared_with
  JOIN person ON person.id = shared_with.person_id AND person.left_at IS NULL
  JOIN skill_version AS version
    ON version.skill_id = shared_with.skill_id
   AND version.number = (SELECT max(number) FROM skill_version
                          WHERE skill_id = shared_with.skill_id)
 WHERE viewer_id = %(viewer_id)s
   AND until > %(now)s
 GROUP BY person.id
 ORDER BY lower(person.name), person.id
 LIMIT %(limit)s;

-- reached
-- What one person shares with me: one share a skill, that which shows most for longest.
SELECT DISTINCT ON (skill_id) share_id, skill_id, shows_place, until
  FROM shared_with
 WHERE viewer_id = %(viewer_id)s
   AND person_id = %(person_id)s
   AND until > %(now)s
   AND EXISTS (SELECT FROM person WHERE id = %(person_id)s AND left_at IS NULL)
 ORDER BY skill_id, shows_place DESC, until DESC, share_id;

-- note_looks
-- Somebody looks at these shares; within an hour that is one look.
INSERT INTO share_look (share_id, viewer_id, at)
SELECT share_id, %(viewer_id)s, %(now)s
  FROM unnest(%(share_ids)s::bigint[]) AS share_id
 WHERE NOT EXISTS (SELECT FROM share_look AS before
                    WHERE before.share_id = share_id.share_id
                      AND before.viewer_id = %(viewer_id)s
                      AND before.at > %(since)s)
    ON CONFLICT DO NOTHING;

-- placements_shared
-- Where a person places themselves now on these skills.
SELECT DISTINCT ON (skill_id) skill_id, level
  FROM placement
 WHERE person_id = %(person_id)s
   AND skill_id = ANY(%(skill_ids)s)
 ORDER BY skill_id, id DESC;

-- name_of
-- The name of a person.
SELECT name
  FROM person
 WHERE id = %(id)s;

-- wall_words
-- What a person's work made possible, in words whose givers agreed that everybody may read them and
-- which the person put on the wall; once for each skill they are about.
SELECT DISTINCT skill.skill_id, feedback.id, giver.name AS giver, feedback.effect, work_item.key,
       work_item.title, feedback.given_at
  FROM feedback
  JOIN person AS giver ON giver.id = feedback.giver_id
  JOIN work_item ON work_item.id = feedback.work_item_id
 CROSS JOIN LATERAL (
       SELECT skill_id FROM standing WHERE standing.work_item_id = feedback.work_item_id
                                       AND standing.person_id = feedback.receiver_id
        UNION
       SELECT skill_id FROM observation WHERE observation.feedback_id = feedback.id) AS skill
 WHERE feedback.receiver_id = %(person_id)s
   AND feedback.readers = 'wall'
   AND feedback.shared_at IS NOT NULL
   AND feedback.withdrawn_at IS NULL
   AND feedback.effect IS NOT NULL
 ORDER BY feedback.given_at DESC, feedback.id DESC, skill.skill_id
 LIMIT %(limit)s;
