-- erase_answers
-- Whether a skill was practised in their part of work.
DELETE FROM answer
 WHERE person_id = %(person_id)s;

-- forget_who_added_links
-- Links they added stand for those who said yes to them.
UPDATE link
   SET added_by = NULL
 WHERE added_by = %(person_id)s;

-- erase_proposals
-- What they proposed; accepted words are the catalogue of all by now.
DELETE FROM proposal
 WHERE proposer_id = %(person_id)s
   AND state <> 'accepted';

-- forget_reasons
-- Why they proposed what was accepted.
UPDATE proposal
   SET reason = NULL
 WHERE proposer_id = %(person_id)s;

-- erase_stewardship
-- The areas they kept.
DELETE FROM area_steward
 WHERE person_id = %(person_id)s;
