-- erase_placements
-- Where they placed themselves.
DELETE FROM placement
 WHERE person_id = %(person_id)s;

-- erase_focuses
-- What they grew in on purpose.
DELETE FROM focus
 WHERE person_id = %(person_id)s;

-- erase_steps
-- The steps they took.
DELETE FROM step
 WHERE person_id = %(person_id)s;

-- erase_findable_past
-- Who could find them before.
DELETE FROM findable_past
 WHERE person_id = %(person_id)s;

-- erase_findable
-- Who could find them.
DELETE FROM findable
 WHERE person_id = %(person_id)s;

-- erase_practice
-- Open work they picked.
DELETE FROM practice
 WHERE person_id = %(person_id)s;
