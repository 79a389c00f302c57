-- about_received
-- Words to a person; those not opened yet wait on their own page.
SELECT coalesce(key || ' ', '') || coalesce(title, '') AS work, giver AS person, closeness,
       CASE WHEN first_read_at IS NOT NULL THEN moment END AS moment,
       CASE WHEN first_read_at IS NOT NULL THEN effect END AS effect,
       CASE WHEN first_read_at IS NOT NULL THEN step END AS step,
       readers, given_at AS at, reaction.helped, will_do, question, answer
  FROM words
  LEFT JOIN reaction ON reaction.feedback_id = words.id
 WHERE receiver_id = %(person_id)s
   AND withdrawn_at IS NULL
 ORDER BY given_at DESC, words.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_seen
-- What colleagues saw of each skill, in words that were opened.
SELECT (SELECT slug FROM skill WHERE skill.id = observation.skill_id) AS skill,
       coalesce(key || ' ', '') || coalesce(title, '') AS work, giver AS person, level AS seen,
       could_not_show_more AS no_more, on_map AS counts, given_at AS at
  FROM words
  JOIN observation ON observation.feedback_id = words.id
 WHERE receiver_id = %(person_id)s
   AND withdrawn_at IS NULL
   AND first_read_at IS NOT NULL
 ORDER BY given_at DESC, words.id DESC, observation.skill_id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_given
-- Words of a person to others.
SELECT coalesce(key || ' ', '') || coalesce(title, '') AS work, receiver AS person, closeness,
       moment, effect, step, readers, given_at AS at, withdrawn_at AS withdrawn, reaction.helped,
       will_do, question, answer
  FROM words
  LEFT JOIN reaction ON reaction.feedback_id = words.id
 WHERE giver_id = %(person_id)s
 ORDER BY given_at DESC, words.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_said
-- What a person saw of the skills of others.
SELECT (SELECT slug FROM skill WHERE skill.id = observation.skill_id) AS skill,
       coalesce(key || ' ', '') || coalesce(title, '') AS work, receiver AS person, level AS seen,
       could_not_show_more AS no_more, given_at AS at
  FROM words
  JOIN observation ON observation.feedback_id = words.id
 WHERE giver_id = %(person_id)s
 ORDER BY given_at DESC, words.id DESC, observation.skill_id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_asked
-- What a person was asked, with a draft where there is one.
SELECT coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work,
       receiver.name AS person, reason, eyes_on, state, draft.answers AS draft, opened_at AS at,
       closed_at AS ended
  FROM ask
  JOIN work_item ON work_item.id = work_item_id
  JOIN person AS receiver ON receiver.id = receiver_id
  LEFT JOIN draft ON draft.ask_id = ask.id
 WHERE giver_id = %(person_id)s
   AND opened_at IS NOT NULL
 ORDER BY opened_at DESC, ask.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_thanks_received
-- Thanks to a person, by name or with their team.
SELECT coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work,
       happening AS moment, giver.name AS person, effect, purpose, given_at AS at
  FROM thanked
  JOIN thanks ON thanks.id = thanks_id
  JOIN person AS giver ON giver.id = giver_id
  LEFT JOIN work_item ON work_item.id = work_item_id
 WHERE thanked.person_id = %(person_id)s
   AND thanks.withdrawn_at IS NULL
 ORDER BY given_at DESC, thanks.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_thanks_given
-- Thanks of a person to others.
SELECT coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work,
       happening AS moment,
       (SELECT string_agg(name, ', ' ORDER BY name, person.id)
          FROM thanked
          JOIN person ON person.id = thanked.person_id
         WHERE thanked.thanks_id = thanks.id) AS person,
       effect, purpose, readers, given_at AS at, withdrawn_at AS withdrawn
  FROM thanks
  LEFT JOIN work_item ON work_item.id = work_item_id
 WHERE giver_id = %(person_id)s
 ORDER BY given_at DESC, thanks.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_reports
-- What a person reported.
SELECT reason AS text, reported_at AS at, closed_at AS ended, outcome
  FROM report
 WHERE reporter_id = %(person_id)s
 ORDER BY reported_at DESC, id DESC
 LIMIT %(most)s OFFSET %(skip)s;
