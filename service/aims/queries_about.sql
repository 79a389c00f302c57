-- about_placements
-- All that somebody said of where they stand.
SELECT (SELECT slug FROM skill WHERE skill.id = placement.skill_id) AS skill, level, wish,
       is_glad_to_help AS glad_to_help, placed_at AS at
  FROM placement
 WHERE person_id = %(person_id)s
 ORDER BY placement.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_focus
-- What somebody grew in on purpose, and tried.
SELECT (SELECT slug FROM skill WHERE skill.id = focus.skill_id) AS skill, will_try,
       is_shown_to_givers AS to_givers, was_shown_to_givers AS was_to_givers,
       begun_at AS since, ended_at AS until
  FROM focus
 WHERE person_id = %(person_id)s
 ORDER BY focus.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_steps
-- The steps somebody took.
SELECT (SELECT slug FROM skill WHERE skill.id = step.skill_id) AS skill, kind, moment, deed,
       how_it_went AS outcome, made_at AS since, ended_at AS until
  FROM step
 WHERE person_id = %(person_id)s
 ORDER BY step.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_findable
-- Who may find them, and their own sentence.
SELECT who AS readers, sentence AS text, changed_at AS at
  FROM findable
 WHERE person_id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;

-- about_findable_past
-- Who could find them before.
SELECT who AS readers, since, until
  FROM findable_past
 WHERE person_id = %(person_id)s
 ORDER BY since DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_practice
-- Open work that somebody would like to practise in, or help with.
SELECT (SELECT slug FROM skill WHERE skill.id = practice.skill_id) AS skill,
       coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work, part, said_at AS at
  FROM practice
  JOIN work_item ON work_item.id = work_item_id
 WHERE person_id = %(person_id)s
 ORDER BY said_at DESC, work_item_id, practice.skill_id
 LIMIT %(most)s OFFSET %(skip)s;
