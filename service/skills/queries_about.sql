-- about_answers
-- Whether a skill was practised in their part of work, as they said.
SELECT (SELECT slug FROM skill WHERE skill.id = answer.skill_id) AS skill,
       coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work, is_mine AS yes, said_at AS at
  FROM answer
  JOIN work_item ON work_item.id = work_item_id
 WHERE person_id = %(person_id)s
 ORDER BY said_at DESC, work_item_id, answer.skill_id;

-- about_proposals
-- What they proposed for the catalogue, and what was answered.
SELECT (SELECT slug FROM skill WHERE skill.id = proposal.skill_id) AS skill, typed::text AS text, reason, state,
       answer AS reply, saved_at AS at
  FROM proposal
 WHERE proposer_id = %(person_id)s
 ORDER BY saved_at DESC, proposal.id DESC;

-- about_areas
-- The areas they keep.
SELECT area.slug AS area, since AS at
  FROM area_steward
  JOIN area ON area.id = area_id
 WHERE person_id = %(person_id)s
 ORDER BY since, area.id;
