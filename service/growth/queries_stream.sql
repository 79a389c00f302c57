-- moments
-- What happened to a person, latest first, of some kinds and of one skill or all; unread words stay closed.
WITH mine AS (
SELECT 'work' AS kind, work_item.id, work_item.done_at AS at, NULL AS what,
       work_item.id AS work_item_id, work_item.key, work_item.title, NULL AS who, NULL AS said,
       NULL AS beside, NULL::integer AS level, NULL::bigint AS skill_id, false AS is_unread
  FROM work_item
 WHERE work_item.id IN (SELECT work_item_id
                          FROM account
                          JOIN contribution ON contribution.account_id = account.id
                           AND contribution.role IN ('assignee', 'page_author')
                         WHERE account.person_id = %(person_id)s)
   AND work_item.done_at IS NOT NULL
   AND work_item.deleted_at IS NULL
 UNION ALL
SELECT CASE WHEN feedback.moment IS NULL THEN 'thanks' ELSE 'words' END, feedback.id,
       feedback.given_at, NULL, feedback.work_item_id, work_item.key, work_item.title, giver.name,
       CASE WHEN feedback.first_read_at IS NOT NULL THEN feedback.moment END,
       CASE WHEN feedback.first_read_at IS NOT NULL THEN feedback.effect END,
       NULL, NULL, feedback.first_read_at IS NULL
  FROM feedback
  JOIN person AS giver ON giver.id = feedback.giver_id
  JOIN work_item ON work_item.id = feedback.work_item_id
 WHERE feedback.receiver_id = %(person_id)s
   AND feedback.withdrawn_at IS NULL
 UNION ALL
SELECT 'learning', step.id, step.ended_at, step.kind, NULL, NULL, NULL, step.moment, step.deed,
       step.how_it_went, NULL, step.skill_id, false
  FROM step
 WHERE step.person_id = %(person_id)s
   AND step.ended_at IS NOT NULL
 UNION ALL
SELECT 'mine', placement.id, placement.placed_at, 'placed', NULL, NULL, NULL, NULL, NULL, NULL,
       placement.level, placement.skill_id, false
  FROM placement
 WHERE placement.person_id = %(person_id)s
 UNION ALL
SELECT 'mine', focus.id, focus.begun_at, 'focus', NULL, NULL, NULL, NULL, focus.will_try, NULL,
       NULL, focus.skill_id, false
  FROM focus
 WHERE focus.person_id = %(person_id)s
 UNION ALL
SELECT 'dialogue', dialogue.id, dialogue.ended_at, dialogue.state, NULL, NULL, NULL,
       (SELECT string_agg(peer.name, ', ' ORDER BY dialogue_peer.place)
          FROM dialogue_peer JOIN person AS peer ON peer.id = dialogue_peer.person_id
         WHERE dialogue_peer.dialogue_id = dialogue.id AND accepted_at IS NOT NULL),
       dialogue.note, dialogue.next_step, dialogue.level, dialogue.skill_id, false
  FROM dialogue
 WHERE dialogue.person_id = %(person_id)s
   AND dialogue.state IN ('agreed', 'later')
)
SELECT mine.kind, mine.id, mine.at, mine.what, mine.work_item_id, mine.key, mine.title, mine.who,
       mine.said, mine.beside, mine.level, skill.slug, version.name_en, version.name_nl,
       mine.is_unread
  FROM mine
  LEFT JOIN skill ON skill.id = mine.skill_id
  LEFT JOIN skill_version AS version
    ON version.skill_id = skill.id
   AND version.number = (SELECT max(number) FROM skill_version WHERE skill_id = skill.id)
 WHERE mine.kind = ANY(%(kinds)s)
   AND mine.at >= %(since)s
   AND mine.at < %(until)s
   AND (%(before_at)s::timestamptz IS NULL
        OR (mine.at, mine.kind, mine.id)
           < (%(before_at)s, %(before_kind)s::text, %(before_id)s::bigint))
   AND (%(skill)s::text IS NULL
        OR skill.slug = %(skill)s
        OR (mine.work_item_id IS NOT NULL
            AND EXISTS (SELECT FROM standing JOIN skill AS linked ON linked.id = standing.skill_id
                         WHERE standing.work_item_id = mine.work_item_id
                           AND standing.person_id = %(person_id)s
                           AND linked.slug = %(skill)s)))
 ORDER BY mine.at DESC, mine.kind DESC, mine.id DESC
 LIMIT %(limit)s;
