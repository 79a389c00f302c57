-- practice
-- Finished work of a person since a moment, once for each skill it practised; of one skill or of all.
SELECT DISTINCT link.skill_id, work_item.id AS work_item_id, work_item.key, work_item.title,
       work_item.done_at AS at
  FROM account
  JOIN contribution ON contribution.account_id = account.id
                   AND contribution.role IN ('assignee', 'page_author')
  JOIN work_item ON work_item.id = contribution.work_item_id
  JOIN standing AS link ON link.work_item_id = work_item.id
                       AND link.person_id = %(person_id)s
 WHERE account.person_id = %(person_id)s
   AND work_item.done_at >= %(since)s
   AND work_item.deleted_at IS NULL
   AND (%(skill_id)s::bigint IS NULL OR link.skill_id = %(skill_id)s)
 ORDER BY at, work_item_id, link.skill_id;

-- sightings
-- What colleagues saw people do and these let count: of each the latest, oldest of those first.
SELECT latest.*
  FROM unnest(%(person_ids)s::bigint[]) AS receiver (id)
 CROSS JOIN LATERAL (
       SELECT feedback.receiver_id AS person_id, observation.skill_id, feedback.id AS feedback_id,
              feedback.giver_id, person.name AS giver, feedback.work_item_id, work_item.key,
              work_item.title, coalesce(work_item.done_at, feedback.given_at) AS at,
              observation.level, observation.could_not_show_more
         FROM feedback
         JOIN observation ON observation.feedback_id = feedback.id
         JOIN person ON person.id = feedback.giver_id
         JOIN work_item ON work_item.id = feedback.work_item_id
        WHERE feedback.receiver_id = receiver.id
          AND feedback.withdrawn_at IS NULL
          AND observation.level IS NOT NULL
          AND observation.on_map
        ORDER BY at DESC, feedback.id DESC, observation.skill_id
        LIMIT %(limit)s) AS latest
 ORDER BY person_id, at, feedback_id, skill_id;

-- thanks
-- Thanks to a person for work that practised a skill, where nobody said what they saw of that skill.
SELECT link.skill_id, feedback.id AS feedback_id, person.name AS giver, feedback.work_item_id,
       work_item.key, work_item.title, coalesce(work_item.done_at, feedback.given_at) AS at
  FROM feedback
  JOIN person ON person.id = feedback.giver_id
  JOIN work_item ON work_item.id = feedback.work_item_id
  JOIN standing AS link ON link.work_item_id = feedback.work_item_id
                       AND link.person_id = feedback.receiver_id
 WHERE feedback.receiver_id = %(person_id)s
   AND feedback.withdrawn_at IS NULL
   AND feedback.effect IS NOT NULL
   AND (%(skill_id)s::bigint IS NULL OR link.skill_id = %(skill_id)s)
   AND NOT EXISTS (SELECT FROM observation
                    WHERE observation.feedback_id = feedback.id
                      AND observation.skill_id = link.skill_id
                      AND observation.level IS NOT NULL)
 ORDER BY at, feedback.id, link.skill_id;

-- one_word
-- Per skill, in the order given, a person's latest work that a colleague was there for and was not asked about.
SELECT wanted.skill_id, found.work_item_id, found.key, found.title, found.colleague
  FROM unnest(%(skill_ids)s::bigint[]) WITH ORDINALITY AS wanted (skill_id, position)
  CROSS JOIN LATERAL (
       SELECT work_item.id AS work_item_id, work_item.key, work_item.title,
              colleague.name AS colleague
         FROM account AS mine
         JOIN contribution AS my_part ON my_part.account_id = mine.id
                                     AND my_part.role IN ('assignee', 'page_author')
         JOIN work_item ON work_item.id = my_part.work_item_id
         JOIN standing AS link ON link.work_item_id = work_item.id
                              AND link.skill_id = wanted.skill_id
                              AND link.person_id = %(person_id)s
         JOIN contribution AS their_part ON their_part.work_item_id = work_item.id
         JOIN account AS theirs ON theirs.id = their_part.account_id
         JOIN person AS colleague ON colleague.id = theirs.person_id
        WHERE mine.person_id = %(person_id)s
          AND work_item.done_at >= %(since)s
          AND work_item.deleted_at IS NULL
          AND colleague.id <> %(person_id)s
          AND colleague.welcomed_at IS NOT NULL
          AND colleague.left_at IS NULL
          AND NOT EXISTS (SELECT FROM ask
                           WHERE ask.work_item_id = work_item.id
                             AND ask.giver_id = colleague.id
                             AND ask.receiver_id = %(person_id)s)
        ORDER BY work_item.done_at DESC, work_item.id DESC, colleague.id
        LIMIT 1) AS found
 ORDER BY wanted.position
 LIMIT %(limit)s;

-- words
-- A page of feedback about a skill or thanks for its work, latest work first.
SELECT feedback.id, coalesce(work_item.done_at, feedback.given_at) AS at, feedback.work_item_id,
       work_item.key, work_item.title, person.name AS giver, feedback.closeness,
       feedback.moment, feedback.effect, feedback.step, feedback.first_read_at, observation.level,
       coalesce(observation.could_not_show_more, false) AS could_not_show_more,
       coalesce(observation.on_map, true) AS on_map,
       observation.skill_id IS NOT NULL AS is_about_it,
       version.number AS version, text.summary_en, text.summary_nl
  FROM feedback
  JOIN person ON person.id = feedback.giver_id
  JOIN work_item ON work_item.id = feedback.work_item_id
  LEFT JOIN observation ON observation.feedback_id = feedback.id
                       AND observation.skill_id = %(skill_id)s
  LEFT JOIN skill_version AS version ON version.id = observation.skill_version_id
  LEFT JOIN skill_level AS text ON text.skill_version_id = version.id
                               AND text.level = observation.level
 WHERE feedback.receiver_id = %(person_id)s
   AND feedback.withdrawn_at IS NULL
   AND (observation.skill_id IS NOT NULL
        OR (feedback.effect IS NOT NULL
            AND EXISTS (SELECT FROM standing
                         WHERE standing.work_item_id = feedback.work_item_id
                           AND standing.skill_id = %(skill_id)s
                           AND standing.person_id = %(person_id)s)))
   AND (%(at)s::timestamptz IS NULL
        OR (coalesce(work_item.done_at, feedback.given_at), %(rank)s::integer, feedback.id)
           < (%(at)s, %(before_rank)s::integer, %(before_id)s::bigint))
 ORDER BY at DESC, feedback.id DESC
 LIMIT %(limit)s;

-- wordless_work
-- A page of finished work that practised a skill and about which nobody has said anything yet.
SELECT DISTINCT work_item.id, work_item.done_at AS at, work_item.key, work_item.title
  FROM account
  JOIN contribution ON contribution.account_id = account.id
                   AND contribution.role IN ('assignee', 'page_author')
  JOIN work_item ON work_item.id = contribution.work_item_id
  JOIN standing AS link ON link.work_item_id = work_item.id
                       AND link.skill_id = %(skill_id)s
                       AND link.person_id = %(person_id)s
 WHERE account.person_id = %(person_id)s
   AND work_item.done_at IS NOT NULL
   AND work_item.deleted_at IS NULL
   AND NOT EXISTS (SELECT FROM feedback
                     LEFT JOIN observation ON observation.feedback_id = feedback.id
                                          AND observation.skill_id = %(skill_id)s
                    WHERE feedback.work_item_id = work_item.id
                      AND feedback.receiver_id = %(person_id)s
                      AND feedback.withdrawn_at IS NULL
                      AND (observation.skill_id IS NOT NULL OR feedback.effect IS NOT NULL))
   AND (%(at)s::timestamptz IS NULL
        OR (work_item.done_at, %(rank)s::integer, work_item.id)
           < (%(at)s, %(before_rank)s::integer, %(before_id)s::bigint))
 ORDER BY at DESC, work_item.id DESC
 LIMIT %(limit)s;
