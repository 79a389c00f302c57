-- erase_told
-- What stood in a digest for them.
DELETE FROM told
 WHERE person_id = %(person_id)s;

-- erase_letters
-- Mail to them.
DELETE FROM letter
 WHERE person_id = %(person_id)s;

-- erase_notice_choice
-- Of what they wanted to be told.
DELETE FROM notice_choice
 WHERE person_id = %(person_id)s;

-- erase_mail_choice
-- How mail came.
DELETE FROM mail_choice
 WHERE person_id = %(person_id)s;
