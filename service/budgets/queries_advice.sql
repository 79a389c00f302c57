-- ask_advice
-- Somebody who takes part is asked for advice.
INSERT INTO advice (request_id, adviser_id, part, asked_at)
SELECT %(request_id)s, person_id, %(part)s, %(now)s
  FROM participant
 WHERE person_id = %(adviser_id)s
RETURNING id;

-- advice
-- The advice asked for a request.
SELECT advice.id, request_id, adviser_id, person.name AS adviser, part, asked_at, said, said_at,
       answer, answered_at
  FROM advice
  JOIN person ON person.id = adviser_id
 WHERE request_id = %(request_id)s
 ORDER BY advice.id;

-- give_advice
-- What an adviser says, until it is answered or the request is decided.
UPDATE advice
   SET said = %(said)s, said_at = %(now)s
  FROM request
 WHERE advice.id = %(advice_id)s
   AND adviser_id = %(me)s
   AND request.id = request_id
   AND request.state = 'advice'
   AND answer IS NULL;

-- answer_advice
-- What the one who asked does with advice, as it stood when they read it.
UPDATE advice
   SET answer = %(answer)s, answered_at = %(now)s
  FROM request
 WHERE advice.id = %(advice_id)s
   AND request.id = request_id
   AND request.person_id = %(me)s
   AND request.state = 'advice'
   AND said_at = %(said_at)s
RETURNING request_id;

-- may_answer
-- Whether there is advice that somebody may answer.
SELECT EXISTS (SELECT FROM advice
                 JOIN request ON request.id = request_id
                WHERE advice.id = %(advice_id)s
                  AND request.person_id = %(me)s
                  AND state = 'advice'
                  AND said IS NOT NULL);

-- advice_wanted
-- A page of advice that waits for somebody, oldest first.
SELECT advice.id, request_id, person.name AS person, title, part, asked_at
  FROM advice
  JOIN request ON request.id = request_id
  JOIN person ON person.id = request.person_id
 WHERE adviser_id = %(me)s
   AND said_at IS NULL
   AND state = 'advice'
   AND (%(after)s::bigint IS NULL OR advice.id > %(after)s)
 ORDER BY advice.id
 LIMIT %(limit)s;

-- advice_given
-- A page of what somebody said as an adviser, latest first: since a day, or awaiting an answer.
SELECT advice.id, request_id, person.name AS person, title, said_at, answer, state
  FROM advice
  JOIN request ON request.id = request_id
  JOIN person ON person.id = request.person_id
 WHERE adviser_id = %(me)s
   AND said_at IS NOT NULL
   AND (greatest(said_at, answered_at) >= %(since)s OR answer IS NULL AND state = 'advice')
   AND (%(after)s::bigint IS NULL
        OR (said_at, advice.id)
           < (SELECT before.said_at, before.id FROM advice AS before
               WHERE before.id = %(after)s AND before.adviser_id = %(me)s))
 ORDER BY said_at DESC, advice.id DESC
 LIMIT %(limit)s;

-- request_advised
-- The request that advice is about, for who asked and for who is asked.
SELECT request_id
  FROM advice
  JOIN request ON request.id = request_id
 WHERE advice.id = %(advice_id)s
   AND (adviser_id = %(me)s OR request.person_id = %(me)s);

-- request_of_advice
-- The request that advice is about.
SELECT request_id
  FROM advice
 WHERE id = %(advice_id)s
   AND adviser_id = %(me)s;
