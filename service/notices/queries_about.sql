-- about_choices
-- How often a person wants to be told of what.
SELECT kind, rhythm AS state
  FROM notice_choice
 WHERE person_id = %(person_id)s
 ORDER BY kind;

-- about_mail
-- On which day of the week mail comes, and whether its links sign in.
SELECT weekly_on AS number, signs_in AS yes
  FROM mail_choice
 WHERE person_id = %(person_id)s;

-- about_letters
-- Mail to a person: when, and whether it went.
SELECT day, state, written_at AS at
  FROM letter
 WHERE person_id = %(person_id)s
 ORDER BY written_at DESC, id DESC;
