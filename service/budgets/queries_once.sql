-- take_key
-- A form is sent for the first time; nothing when it was sent before. Who sends it at the same
-- moment waits for what becomes of the first.
INSERT INTO sent_form (key, at)
VALUES (%(key)s, %(now)s)
    ON CONFLICT DO NOTHING;

-- note_made
-- What a form made.
UPDATE sent_form SET made_id = %(made_id)s WHERE key = %(key)s;

-- made_by_form
-- What a form made when it was sent first.
SELECT made_id FROM sent_form WHERE key = %(key)s;

-- forget_forms
-- Forms that nobody sends a second time any more.
DELETE FROM sent_form WHERE at < %(before)s;
