-- add_proof
-- A file that proves a purchase.
INSERT INTO proof (request_id, name, type, content, at)
VALUES (%(request_id)s, %(name)s, %(type)s, %(content)s, %(now)s)
RETURNING id;

-- count_proofs
-- How many files prove a request.
SELECT count(*) FROM proof WHERE request_id = %(request_id)s;

-- is_proved
-- Whether there is a file that proves a request, or somebody said why there is none.
SELECT EXISTS (SELECT FROM proof WHERE request_id = %(request_id)s)
       OR EXISTS (SELECT FROM request_step
                   WHERE request_id = %(request_id)s
                     AND state = 'purchased'
                     AND note IS NOT NULL);

-- say_why_no_bill
-- Why there is no bill, where nothing was said when it was bought.
UPDATE request_step
   SET note = %(no_bill)s
 WHERE request_id = %(request_id)s
   AND state = 'purchased'
   AND note IS NULL;

-- proofs
-- The files of a request, without their content.
SELECT id, name, type, length(content) AS size, at
  FROM proof
 WHERE request_id = %(request_id)s
 ORDER BY id;

-- proof
-- A file, for who asked and for budget owners; its name tells these no title that is kept from them.
SELECT CASE WHEN person_id = %(me)s OR way = 'approve' OR shows_to_planners THEN name END AS name,
       type, content
  FROM proof
  JOIN request ON request.id = request_id
 WHERE proof.id = %(proof_id)s
   AND (person_id = %(me)s OR %(as_owner)s);
