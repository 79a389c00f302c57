-- about_choices
-- How often a person wants to be told of what.
SELECT kind AS told_of, rhythm
  FROM notice_choice
 WHERE person_id = %(person_id)s
 ORDER BY kind
 LIMIT %(most)s OFFSET %(skip)s;

-- about_mail
-- On which day of the week mail comes, and whether its links sign in.
SELECT weekly_on, signs_in
  FROM mail_choice
 WHERE person_id = %(person_id)s
 LIMIT %(most)s OFFSET %(skip)s;

-- about_letters
-- Mail to a person: when, and whether it went.
SELECT day, state, written_at AS at
  FROM letter
 WHERE person_id = %(person_id)s
 ORDER BY written_at DESC, id DESC
 LIMIT %(most)s OFFSET %(skip)s;
