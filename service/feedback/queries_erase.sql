-- erase_reports
-- What they reported, and reports of words to them.
DELETE FROM report
 WHERE reporter_id = %(person_id)s
    OR feedback_id IN (SELECT id FROM feedback WHERE receiver_id = %(person_id)s);

-- erase_received
-- Words to them, with observations and what came back.
DELETE FROM feedback
 WHERE receiver_id = %(person_id)s;

-- erase_seen_withdrawn
-- What they saw in words that they took back.
DELETE FROM observation
 USING feedback
 WHERE feedback.id = feedback_id
   AND giver_id = %(person_id)s
   AND withdrawn_at IS NOT NULL;

-- erase_asks
-- What was asked of them and about them, but where their words to somebody hang on it.
DELETE FROM ask
 WHERE receiver_id = %(person_id)s
    OR (giver_id = %(person_id)s
        AND NOT EXISTS (SELECT FROM feedback WHERE feedback.ask_id = ask.id));

-- erase_onward
-- Words that others showed them.
DELETE FROM onward
 WHERE person_id = %(person_id)s;

-- erase_reports_of_thanks
-- Reports of thanks to nobody but them.
DELETE FROM report
 WHERE thanks_id IN (SELECT thanks_id
                       FROM thanked
                      GROUP BY thanks_id
                     HAVING bool_and(person_id = %(person_id)s));

-- erase_thanked
-- That they were thanked, by name or with their team.
DELETE FROM thanked
 WHERE person_id = %(person_id)s;

-- erase_thanks_to_nobody
-- Thanks that were to nobody else.
DELETE FROM thanks
 WHERE NOT EXISTS (SELECT FROM thanked WHERE thanked.thanks_id = thanks.id);

-- erase_let_be
-- What they would rather not be shown, and others of them.
DELETE FROM let_be
 WHERE %(person_id)s IN (person_id, about_id);

-- erase_trusted
-- That they were trusted with reports.
DELETE FROM trusted_person
 WHERE person_id = %(person_id)s;

-- leaving_behind
-- How many words and thanks of somebody go with them, and how many stay with others.
SELECT (SELECT count(*) FROM feedback
         WHERE receiver_id = %(person_id)s AND withdrawn_at IS NULL) AS words_to_me,
       (SELECT count(*) FROM thanked
          JOIN thanks ON thanks.id = thanks_id AND withdrawn_at IS NULL
         WHERE person_id = %(person_id)s) AS thanks_to_me,
       (SELECT count(*) FROM feedback
         WHERE giver_id = %(person_id)s AND withdrawn_at IS NULL) AS words_from_me,
       (SELECT count(*) FROM thanks
         WHERE giver_id = %(person_id)s AND withdrawn_at IS NULL) AS thanks_from_me;
