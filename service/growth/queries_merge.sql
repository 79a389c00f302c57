-- end_doubled_shares
-- Who shares both skills with the same audience goes on with the one that stays.
UPDATE share
   SET ended_at = %(now)s
 WHERE skill_id = %(from_id)s
   AND ended_at IS NULL
   AND EXISTS (SELECT FROM share AS other
                WHERE other.person_id = share.person_id
                  AND other.skill_id = %(to_id)s
                  AND other.audience = share.audience
                  AND other.with_person_id IS NOT DISTINCT FROM share.with_person_id
                  AND other.ended_at IS NULL);

-- move_shares
-- What is shared of one skill is shared of another.
UPDATE share
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- end_doubled_dialogues
-- Who talks about both skills goes on with the talk about the one that stays.
UPDATE dialogue
   SET state = 'withdrawn', ended_at = %(now)s
 WHERE skill_id = %(from_id)s
   AND ended_at IS NULL
   AND EXISTS (SELECT FROM dialogue AS other
                WHERE other.person_id = dialogue.person_id
                  AND other.skill_id = %(to_id)s
                  AND other.ended_at IS NULL);

-- move_dialogues
-- A talk about one skill is one about another; the text it is held against stays the same.
UPDATE dialogue
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- drop_doubled_offers
-- Who would take the lead on both skills said it of the one that stays.
DELETE FROM lead_offer
 WHERE skill_id = %(from_id)s
   AND EXISTS (SELECT FROM lead_offer AS other
                WHERE other.person_id = lead_offer.person_id
                  AND other.skill_id = %(to_id)s);

-- move_offers
-- An offer to take the lead on one skill is one for another.
UPDATE lead_offer
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- drop_doubled_introductions
-- Who was introduced for both skills was so for the one that stays.
DELETE FROM introduction
 WHERE skill_id = %(from_id)s
   AND EXISTS (SELECT FROM introduction AS other
                WHERE other.learner_id = introduction.learner_id
                  AND other.helper_id = introduction.helper_id
                  AND other.skill_id = %(to_id)s);

-- move_introductions
-- Two who were introduced for one skill were so for another.
UPDATE introduction
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- move_team_counts
-- Counts of the one skill are shown no more; what they told stays known, so that new ones of the
-- other are held against them too.
UPDATE team_count
   SET skill_id = %(to_id)s, is_past = true
 WHERE skill_id = %(from_id)s;

-- move_focus_counts
-- The same of counts of focuses.
UPDATE focus_count
   SET skill_id = %(to_id)s, is_past = true
 WHERE skill_id = %(from_id)s;
