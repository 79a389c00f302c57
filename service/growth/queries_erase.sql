-- erase_dialogues
-- Their level dialogues, with evidence and what peers said.
DELETE FROM dialogue
 WHERE person_id = %(person_id)s;

-- erase_open_invitations
-- Invitations to dialogues of others in which they have no part.
DELETE FROM dialogue_peer
 WHERE person_id = %(person_id)s
   AND accepted_at IS NULL;

-- erase_shares
-- What they shared, and who looked at it.
DELETE FROM share
 WHERE person_id = %(person_id)s;

-- end_shares_with
-- What others share with them by name ends.
UPDATE share
   SET ended_at = %(now)s
 WHERE with_person_id = %(person_id)s
   AND ended_at IS NULL;

-- erase_judgements
-- How they judged the short cases.
DELETE FROM judgement
 WHERE person_id = %(person_id)s;

-- erase_published
-- When they published their map.
DELETE FROM map_published
 WHERE person_id = %(person_id)s;

-- erase_offers
-- Where they would have liked to take the lead.
DELETE FROM lead_offer
 WHERE person_id = %(person_id)s;

-- erase_introductions
-- With whom they were brought together.
DELETE FROM introduction
 WHERE %(person_id)s IN (learner_id, helper_id);
