-- chosen_trusted
-- Whom the organisation chose, and whether they may read reports today.
SELECT trusted_person.slot, trusted_person.person_id, person.name, trusted.slot IS NOT NULL AS can_read
  FROM trusted_person
  JOIN person ON person.id = trusted_person.person_id
  LEFT JOIN trusted ON trusted.slot = trusted_person.slot
 ORDER BY slot;

-- trusted_about
-- Who would read a report about words between two people: never one of them.
SELECT slot, person_id, name, true AS can_read
  FROM trusted
 WHERE person_id NOT IN (%(one)s, %(other)s)
 ORDER BY slot;

-- may_be_trusted
-- Who may be chosen: works here, has come in, and neither leads a team nor administers.
SELECT person.id, person.name
  FROM person
 WHERE left_at IS NULL
   AND welcomed_at IS NOT NULL
   AND NOT is_administrator
   AND NOT EXISTS (SELECT FROM membership
                    WHERE membership.person_id = person.id AND is_lead AND until IS NULL)
   AND (%(id)s::bigint IS NULL OR person.id = %(id)s)
 ORDER BY lower(name), person.id
 LIMIT %(limit)s;

-- forget_trusted
-- Nobody is trusted with reports, before others are.
DELETE FROM trusted_person;

-- trust
-- The organisation trusts somebody with reports.
INSERT INTO trusted_person (slot, person_id, chosen_by, chosen_at)
VALUES (%(slot)s, %(person_id)s, %(chosen_by)s, %(now)s);

-- report_feedback
-- The receiver of words reports them, as they stand.
INSERT INTO report (feedback_id, reporter_id, giver_id, reason, words, reported_at)
SELECT id, receiver_id, giver_id, %(reason)s::text, concat_ws(E'\n\n', moment, effect, step), %(now)s::timestamptz
  FROM feedback
 WHERE id = %(feedback_id)s
   AND receiver_id = %(reporter_id)s
   AND withdrawn_at IS NULL
    ON CONFLICT DO NOTHING;

-- report_thanks
-- Somebody who is thanked reports the thanks, as they stand.
INSERT INTO report (thanks_id, reporter_id, giver_id, reason, words, reported_at)
SELECT thanks.id, person_id, giver_id, %(reason)s::text, concat_ws(E'\n\n', happening, effect, purpose),
       %(now)s::timestamptz
  FROM thanks
  JOIN thanked ON thanked.thanks_id = thanks.id
 WHERE thanks.id = %(thanks_id)s
   AND person_id = %(reporter_id)s
   AND withdrawn_at IS NULL
    ON CONFLICT DO NOTHING;

-- reports_to
-- Reports for a trusted person, never about words of their own; the open ones first.
SELECT report.id, feedback_id, thanks_id, reporter_id, reporter.name AS reporter, giver.name AS giver,
       reason, words, reported_at, closed_at, closer.name AS closed_by, outcome
  FROM report
  JOIN person AS reporter ON reporter.id = reporter_id
  JOIN person AS giver ON giver.id = giver_id
  LEFT JOIN person AS closer ON closer.id = closed_by
 WHERE EXISTS (SELECT FROM trusted WHERE person_id = %(person_id)s)
   AND %(person_id)s NOT IN (reporter_id, giver_id)
   AND (%(id)s::bigint IS NULL OR report.id = %(id)s)
   AND (%(before)s::bigint IS NULL OR report.id < %(before)s)
 ORDER BY closed_at IS NOT NULL, report.id DESC
 LIMIT %(limit)s;

-- has_open_reports
-- Whether a report waits for a trusted person.
SELECT EXISTS (SELECT FROM report
                WHERE closed_at IS NULL
                  AND %(person_id)s NOT IN (reporter_id, giver_id))
   AND EXISTS (SELECT FROM trusted WHERE person_id = %(person_id)s);

-- my_report
-- The latest report of a receiver about one text.
SELECT report.id, feedback_id, thanks_id, reporter_id, reporter.name AS reporter, giver.name AS giver,
       reason, words, reported_at, closed_at, closer.name AS closed_by, outcome
  FROM report
  JOIN person AS reporter ON reporter.id = reporter_id
  JOIN person AS giver ON giver.id = giver_id
  LEFT JOIN person AS closer ON closer.id = closed_by
 WHERE reporter_id = %(reporter_id)s
   AND (feedback_id = %(feedback_id)s OR thanks_id = %(thanks_id)s)
 ORDER BY report.id DESC
 LIMIT 1;

-- close_report
-- A report is closed: the copy of the words goes, what was done stays.
UPDATE report
   SET closed_at = %(now)s, closed_by = %(closed_by)s, outcome = %(outcome)s, words = NULL
 WHERE id = %(id)s
   AND closed_at IS NULL;

-- own_report
-- A report of somebody's own.
SELECT report.id, feedback_id, thanks_id, reporter_id, reporter.name AS reporter, giver.name AS giver,
       reason, words, reported_at, closed_at, closer.name AS closed_by, outcome
  FROM report
  JOIN person AS reporter ON reporter.id = reporter_id
  JOIN person AS giver ON giver.id = giver_id
  LEFT JOIN person AS closer ON closer.id = closed_by
 WHERE report.id = %(id)s
   AND reporter_id = %(reporter_id)s;

-- is_trusted
-- Whether somebody reads reports today.
SELECT EXISTS (SELECT FROM trusted WHERE person_id = %(person_id)s);
