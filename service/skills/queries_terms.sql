-- tell_words
-- Words that may be read wait: of work whose title is kept and that is new, or told otherwise now.
-- Not of work that all its contributors have answered about.
INSERT INTO told_words (work_item_id, description)
SELECT item.id, told.description
  FROM json_to_recordset(%(told)s) AS told (external_id text, description text, is_same boolean)
 CROSS JOIN LATERAL (
         -- Looked up one by one: a server that has no statistics yet would read all work.
         SELECT id
           FROM work_item
          WHERE connection_id = %(connection_id)s
            AND kind = %(kind)s
            AND work_item.external_id = told.external_id
            AND title IS NOT NULL
            AND NOT is_secret
            AND deleted_at IS NULL
          LIMIT 1) AS item
  LEFT JOIN item_terms ON item_terms.work_item_id = item.id
 WHERE item_terms.work_item_id IS NULL
    OR (item_terms.hashes IS NOT NULL AND told.description IS NOT NULL AND NOT is_same)
    ON CONFLICT (work_item_id) DO UPDATE
   SET description = coalesce(EXCLUDED.description, told_words.description);

-- take_told
-- Some of the words that wait, none that another process is hearing, and only those that may still
-- be read.
WITH taken AS (
  DELETE FROM told_words
   WHERE work_item_id IN (
         SELECT work_item_id
           FROM told_words
          ORDER BY work_item_id
          LIMIT %(limit)s
            FOR UPDATE SKIP LOCKED)
  RETURNING work_item_id, description
)
SELECT item.id, item.title, coalesce(description, '') AS description,
       item_terms.work_item_id IS NULL AS is_new
  FROM taken
  JOIN work_item AS item ON item.id = taken.work_item_id
  LEFT JOIN item_terms ON item_terms.work_item_id = item.id
 WHERE item.title IS NOT NULL
   AND NOT is_secret
   AND deleted_at IS NULL
   AND (item_terms.work_item_id IS NULL OR item_terms.hashes IS NOT NULL);

-- vocabulary
-- How many items were heard, and how many terms have a word.
SELECT items, words
  FROM vocabulary;

-- known_terms
-- In how many items some terms occurred, and the words of those that are in the vocabulary.
SELECT hash, items, word
  FROM term
 WHERE hash = ANY(%(hashes)s::bigint[]);

-- count_terms
-- Terms that occurred in more items; those that may have their word by now.
WITH counted AS (
  INSERT INTO term (hash, items, heard_on)
  SELECT hash, items, %(today)s::date
    FROM unnest(%(hashes)s::bigint[], %(items)s::bigint[]) AS told (hash, items)
   ORDER BY hash
      ON CONFLICT (hash) DO UPDATE
     SET items = term.items + EXCLUDED.items, heard_on = EXCLUDED.heard_on
  RETURNING hash, items, word
)
SELECT hash
  FROM counted
 WHERE word IS NULL
   AND items >= %(known_from)s;

-- name_terms
-- Terms that occur in enough items by now get their word.
UPDATE term
   SET word = told.word
  FROM unnest(%(hashes)s::bigint[], %(words)s::text[]) AS told (hash, word)
 WHERE term.hash = told.hash
   AND term.word IS NULL;

-- grow_vocabulary
-- More items were heard, and more terms have a word.
INSERT INTO vocabulary (items, words)
VALUES (%(items)s, %(words)s)
    ON CONFLICT (is_all) DO UPDATE
   SET items = vocabulary.items + EXCLUDED.items, words = vocabulary.words + EXCLUDED.words;

-- keep_hashes
-- The hashes of descriptions, until their contributors have answered; each list as a literal.
INSERT INTO item_terms (work_item_id, hashes, heard_at)
SELECT work_item_id, hashes::bigint[], %(now)s
  FROM unnest(%(ids)s::bigint[], %(hashes)s::text[]) AS told (work_item_id, hashes)
    ON CONFLICT (work_item_id) DO UPDATE
   SET hashes = EXCLUDED.hashes
 WHERE item_terms.hashes IS NOT NULL;

-- forget_hidden
-- Of these work items, what is kept of those that nobody may know the title of any more.
UPDATE item_terms
   SET hashes = NULL
  FROM work_item
 WHERE item_terms.work_item_id = ANY(%(ids)s::bigint[])
   AND hashes IS NOT NULL
   AND work_item.id = item_terms.work_item_id
   AND (title IS NULL OR is_secret OR deleted_at IS NOT NULL);

-- forget_hashes
-- What was kept too long, or of work that all who did it have spoken about some time ago.
UPDATE item_terms
   SET hashes = NULL
 WHERE hashes IS NOT NULL
   AND (heard_at < %(too_old)s::timestamptz
        OR (SELECT count(*) > 0 AND bool_and(said_at < %(answered)s::timestamptz)
              FROM (SELECT DISTINCT account.person_id
                      FROM contribution
                      JOIN account ON account.id = contribution.account_id
                      JOIN person ON person.id = account.person_id
                     WHERE contribution.work_item_id = item_terms.work_item_id
                       AND role IN ('assignee', 'page_author')
                       AND left_at IS NULL) AS doer
              LEFT JOIN LATERAL (SELECT coalesce(max(said_at), 'infinity') AS said_at
                                   FROM answer
                                  WHERE answer.work_item_id = item_terms.work_item_id
                                    AND answer.person_id = doer.person_id) AS said ON true));

-- forget_rare_terms
-- Terms that never came into the vocabulary and were not heard for a year.
DELETE FROM term
 WHERE word IS NULL
   AND heard_on < %(too_old)s::date;

-- my_words
-- Work that a person did, of which the title is kept; whether a rule reaches it for them.
SELECT item.id, item.title, coalesce(item_terms.hashes, '{}') AS hashes,
       EXISTS (SELECT
                 FROM standing
                 JOIN link ON link.work_item_id = standing.work_item_id
                          AND link.skill_id = standing.skill_id
                WHERE standing.work_item_id = item.id
                  AND standing.person_id = %(person_id)s
                  AND link.source = 'rule') AS is_reached
  FROM work_item AS item
  LEFT JOIN item_terms ON item_terms.work_item_id = item.id
 WHERE item.id = ANY(%(ids)s::bigint[])
   AND item.title IS NOT NULL
   AND NOT item.is_secret
   AND item.deleted_at IS NULL
   AND EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                WHERE contribution.work_item_id = item.id
                  AND account.person_id = %(person_id)s
                  AND role IN ('assignee', 'page_author'));

-- learnt_terms
-- What was learnt of some terms.
SELECT hash, skill_id, yes, no
  FROM skill_term
 WHERE hash = ANY(%(hashes)s::bigint[]);

-- learnt_skills
-- What was learnt of each skill that is offered, in all.
SELECT skill_id, yes, no
  FROM skill_learnt
  JOIN skill ON skill.id = skill_id
 WHERE archived_at IS NULL;

-- outcomes
-- How often suggestions were right, by steps of confidence.
SELECT step, yes, no
  FROM suggestion_outcome;

-- learn_terms
-- What an answer says of its terms.
INSERT INTO skill_term (hash, skill_id, yes, no)
SELECT hash, %(skill_id)s, CASE WHEN %(is_yes)s THEN amount ELSE 0 END,
       CASE WHEN %(is_yes)s THEN 0 ELSE amount END
  FROM unnest(%(hashes)s::bigint[], %(amounts)s::float8[]) AS told (hash, amount)
 ORDER BY hash
    ON CONFLICT (hash, skill_id) DO UPDATE
   SET yes = skill_term.yes + EXCLUDED.yes, no = skill_term.no + EXCLUDED.no;

-- unlearn_terms
-- The same taken back: here the amounts are below zero.
UPDATE skill_term
   SET yes = CASE WHEN %(is_yes)s THEN greatest(yes + amount, 0) ELSE yes END,
       no = CASE WHEN %(is_yes)s THEN no ELSE greatest(no + amount, 0) END
  FROM unnest(%(hashes)s::bigint[], %(amounts)s::float8[]) AS told (hash, amount)
 WHERE skill_term.skill_id = %(skill_id)s
   AND skill_term.hash = told.hash;

-- learn_skill
-- What an answer says of its skill in all.
INSERT INTO skill_learnt (skill_id, yes, no)
VALUES (%(skill_id)s, greatest(%(yes)s::float8, 0), greatest(%(no)s::float8, 0))
    ON CONFLICT (skill_id) DO UPDATE
   SET yes = greatest(skill_learnt.yes + %(yes)s::float8, 0),
       no = greatest(skill_learnt.no + %(no)s::float8, 0);

-- count_outcome
-- A suggestion proved right or wrong.
INSERT INTO suggestion_outcome (step, yes, no)
VALUES (%(step)s, greatest(%(yes)s::float8, 0), greatest(%(no)s::float8, 0))
    ON CONFLICT (step) DO UPDATE
   SET yes = greatest(suggestion_outcome.yes + %(yes)s::float8, 0),
       no = greatest(suggestion_outcome.no + %(no)s::float8, 0);
