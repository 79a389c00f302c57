-- about_judgements
-- How a person judged the short cases.
SELECT vignette, level AS seen, judged_at AS at
  FROM judgement
 WHERE person_id = %(person_id)s
 ORDER BY vignette
 LIMIT %(most)s OFFSET %(skip)s;

-- about_tendency
-- How much higher than others a person tends to say, with each version of the formula.
SELECT mean AS higher, sqrt(variance) AS give_or_take, version AS formula
  FROM tendency
 WHERE giver_id = %(person_id)s
 ORDER BY version DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_shares
-- What a person shares or shared.
SELECT (SELECT slug FROM skill WHERE skill.id = share.skill_id) AS skill, audience AS readers,
       other.name AS person, shows_place, made_at AS since, until, ended_at AS ended
  FROM share
  LEFT JOIN person AS other ON other.id = with_person_id
 WHERE share.person_id = %(person_id)s
 ORDER BY share.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_times_published
-- When a person published their map, also where it is gone since.
SELECT at
  FROM map_published
 WHERE person_id = %(person_id)s
 ORDER BY at DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_looks
-- Who looked at what a person shares.
SELECT (SELECT slug FROM skill WHERE skill.id = share.skill_id) AS skill, viewer.name AS person,
       share_look.at AS looked
  FROM share
  JOIN share_look ON share_look.share_id = share.id
  JOIN person AS viewer ON viewer.id = viewer_id
 WHERE share.person_id = %(person_id)s
 ORDER BY share_look.at DESC, share.id, viewer_id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_dialogues
-- Level dialogues of a person.
SELECT (SELECT slug FROM skill WHERE skill.id = dialogue.skill_id) AS skill, level, state, note AS text,
       next_step AS step, look_back_on AS look_back, made_at AS since, ended_at AS until
  FROM dialogue
 WHERE person_id = %(person_id)s
 ORDER BY dialogue.id DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_evidence
-- The work a person brought into level dialogues.
SELECT (SELECT slug FROM skill WHERE skill.id = dialogue.skill_id) AS skill,
       coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work, what AS text
  FROM dialogue
  JOIN dialogue_evidence ON dialogue_evidence.dialogue_id = dialogue.id
  JOIN work_item ON work_item.id = work_item_id
 WHERE dialogue.person_id = %(person_id)s
 ORDER BY dialogue.id DESC, work_item.id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_dialogue_answers
-- What colleagues who take part said in the level dialogues of a person.
SELECT (SELECT slug FROM skill WHERE skill.id = dialogue.skill_id) AS skill,
       signals_en[signal] AS signal_en, signals_nl[signal] AS signal_nl, person.name AS person,
       says, example
  FROM dialogue
  JOIN skill_level ON skill_level.skill_version_id = dialogue.skill_version_id
                  AND skill_level.level = dialogue.level
  JOIN dialogue_peer ON dialogue_peer.dialogue_id = dialogue.id AND accepted_at IS NOT NULL
  JOIN dialogue_answer ON dialogue_answer.dialogue_id = dialogue.id
                      AND dialogue_answer.person_id = dialogue_peer.person_id
  JOIN person ON person.id = dialogue_peer.person_id
 WHERE dialogue.person_id = %(person_id)s
 ORDER BY dialogue.id DESC, place, signal
 LIMIT %(most)s OFFSET %(skip)s;

-- about_dialogue_said
-- What a person said in level dialogues of others.
SELECT (SELECT slug FROM skill WHERE skill.id = dialogue.skill_id) AS skill,
       signals_en[signal] AS signal_en, signals_nl[signal] AS signal_nl, person.name AS person,
       says, example
  FROM dialogue_answer
  JOIN dialogue ON dialogue.id = dialogue_id
  JOIN skill_level ON skill_level.skill_version_id = dialogue.skill_version_id
                  AND skill_level.level = dialogue.level
  JOIN person ON person.id = dialogue.person_id
 WHERE dialogue_answer.person_id = %(person_id)s
   AND dialogue.state <> 'withdrawn'
 ORDER BY dialogue.id DESC, signal
 LIMIT %(most)s OFFSET %(skip)s;

-- about_team_share
-- How somebody lets the pictures of their teams count them.
SELECT how, since, reaches_planners, counts_focus
  FROM team_share
 WHERE person_id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;

-- about_team_share_past
-- How somebody let the pictures of their teams count them before.
SELECT how, since, until
  FROM team_share_past
 WHERE person_id = %(person_id)s
 ORDER BY until DESC, since DESC
 LIMIT %(most)s OFFSET %(skip)s;

-- about_leads
-- Skills that somebody would like to take the lead on.
SELECT (SELECT slug FROM skill WHERE skill.id = lead_offer.skill_id) AS skill, words AS text,
       offered_at AS at
  FROM lead_offer
 WHERE person_id = %(person_id)s
 ORDER BY offered_at DESC, skill_id
 LIMIT %(most)s OFFSET %(skip)s;

-- about_introductions
-- With whom somebody was brought together, or whom they brought together.
SELECT (SELECT slug FROM skill WHERE skill.id = introduction.skill_id) AS skill,
       (SELECT name FROM person WHERE person.id = learner_id) AS learner,
       (SELECT name FROM person WHERE person.id = helper_id) AS helper,
       (SELECT name FROM person WHERE person.id = by_id) AS brought_by, at
  FROM introduction
 WHERE %(person_id)s IN (learner_id, helper_id, by_id)
 ORDER BY id DESC
 LIMIT %(most)s OFFSET %(skip)s;
