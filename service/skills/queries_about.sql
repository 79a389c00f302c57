-- about_answers
-- Whether a skill was practised in their part of work, as they said.
SELECT (SELECT slug FROM skill WHERE skill.id = answer.skill_id) AS skill,
       coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work,
       is_mine AS mine, said_at AS at
  FROM answer
  JOIN work_item ON work_item.id = work_item_id
 WHERE person_id = %(person_id)s
 ORDER BY said_at DESC, work_item_id, answer.skill_id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_proposals
-- What they proposed for the catalogue, and what was answered.
SELECT (SELECT slug FROM skill WHERE skill.id = proposal.skill_id) AS skill, typed, reason, state,
       answer, saved_at AS at, sent_at AS sent, answered_at AS ended
  FROM proposal
 WHERE proposer_id = %(person_id)s
 ORDER BY saved_at DESC, proposal.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_areas
-- The areas they keep.
SELECT area.slug AS area, since
  FROM area_steward
  JOIN area ON area.id = area_id
 WHERE person_id = %(person_id)s
 ORDER BY since, area.id
 LIMIT %(most)s OFFSET %(skip)s;
