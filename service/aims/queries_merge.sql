-- move_placements
-- What people said about one skill counts for another; the words they saw stay the same.
UPDATE placement
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- end_doubled_focuses
-- Whoever grows in both skills goes on with the one that stays.
UPDATE focus
   SET ended_at = %(now)s, slot = NULL
 WHERE skill_id = %(from_id)s
   AND ended_at IS NULL
   AND EXISTS (SELECT FROM focus AS other
                WHERE other.person_id = focus.person_id
                  AND other.skill_id = %(to_id)s
                  AND other.ended_at IS NULL);

-- move_focuses
-- A focus on one skill becomes one on another.
UPDATE focus
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;

-- drop_doubled_practice
-- What somebody said in the same work about the skill that stays counts.
DELETE FROM practice
 WHERE skill_id = %(from_id)s
   AND EXISTS (SELECT FROM practice AS other
                WHERE other.work_item_id = practice.work_item_id
                  AND other.person_id = practice.person_id
                  AND other.skill_id = %(to_id)s);

-- move_practice
-- What people picked in open work for one skill counts for another.
UPDATE practice
   SET skill_id = %(to_id)s
 WHERE skill_id = %(from_id)s;
