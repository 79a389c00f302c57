-- my_judgements
-- What one person said of the described cases.
SELECT vignette, level
  FROM judgement
 WHERE person_id = %(person_id)s;

-- judge
-- Say of a case which level it shows; a second time nothing happens.
INSERT INTO judgement (person_id, vignette, level, judged_at)
VALUES (%(person_id)s, %(vignette)s, %(level)s, %(now)s)
    ON CONFLICT (person_id, vignette) DO NOTHING;
