-- erase_pace
-- When they could be asked.
DELETE FROM pace
 WHERE person_id = %(person_id)s;

-- erase_memberships
-- The teams they were in.
DELETE FROM membership
 WHERE person_id = %(person_id)s;

-- erase_links
-- Links to come in by.
DELETE FROM one_time_link
 WHERE person_id = %(person_id)s;

-- part_accounts
-- Their accounts elsewhere belong to nobody, and stay without a name.
UPDATE account
   SET person_id = NULL, claimed_by = NULL, name = '', is_settled = true, is_closed = true
 WHERE person_id = %(person_id)s;

-- erase_person
-- The row itself, which holds from now on what others received.
UPDATE person
   SET name = CASE language WHEN 'nl' THEN %(in_dutch)s ELSE %(in_english)s END,
       email = %(email)s, password_hash = NULL, session_key = %(session_key)s,
       is_administrator = false, takes_part = false, asking = NULL, welcomed_at = NULL,
       email_proved_at = NULL, left_at = coalesce(left_at, %(now)s), erased_at = %(now)s
 WHERE id = %(person_id)s
   AND erased_at IS NULL;
