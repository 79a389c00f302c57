-- carried_out
-- A page of the plans of a budget that were carried out, latest first: what their lines that were
-- agreed to would cost, and what those that were bought came to; and the sums of all pages. A wish in
-- two of them counts in the first.
SELECT *
  FROM (SELECT plan.id, plan.name, plan.committed_at, count(*) AS wishes,
               count(real_money) AS bought, sum(line.money)::bigint AS money,
               sum(line.minutes)::bigint AS minutes,
               coalesce(sum(real_money), 0)::bigint AS real_money,
               coalesce(sum(real_minutes), 0)::bigint AS real_minutes,
               (sum(sum(line.money)) OVER ())::bigint AS all_money,
               (sum(sum(line.minutes)) OVER ())::bigint AS all_minutes,
               (sum(coalesce(sum(real_money), 0)) OVER ())::bigint AS all_real_money,
               (sum(coalesce(sum(real_minutes), 0)) OVER ())::bigint AS all_real_minutes
          FROM (SELECT DISTINCT ON (request_id) plan_id, request_id, money, minutes
                  FROM plan_line
                  JOIN plan ON plan.id = plan_id
                 WHERE budget_id = %(budget_id)s
                   AND committed_at IS NOT NULL
                   AND is_agreed
                 ORDER BY request_id, committed_at, plan_id) AS line
          JOIN plan ON plan.id = line.plan_id
          JOIN request ON request.id = line.request_id
         GROUP BY plan.id) AS carried_out
 WHERE %(after)s::bigint IS NULL
    OR (committed_at, id) < (SELECT committed_at, id FROM plan WHERE id = %(after)s)
 ORDER BY committed_at DESC, id DESC
 LIMIT %(limit)s;

-- grown
-- How many people bought something in a period of those who let a plan reckon with where they place
-- themselves, and how many of them placed themselves further on its skill at the end than when they
-- asked. All of it is as it stood at the end, so that two looks never differ by one person; nothing
-- below so many people besides the reader and those who ever shared that skill with a colleague, were
-- in a dialogue about a level of it, or published their map, who may be known already, nor when somebody who bought something was erased since.
WITH bought AS (
  SELECT request.person_id, skill_id, shares_level, request.made_at, erased_at,
         request.person_id = %(me)s
         OR EXISTS (SELECT FROM share
                     WHERE share.person_id = request.person_id
                       AND share.skill_id = request.skill_id)
         OR EXISTS (SELECT FROM dialogue
                      LEFT JOIN dialogue_peer AS peer ON peer.dialogue_id = dialogue.id
                     WHERE dialogue.skill_id = request.skill_id
                       AND request.person_id IN (dialogue.person_id, peer.person_id))
         OR EXISTS (SELECT FROM map_published
                     WHERE map_published.person_id = request.person_id) AS is_known
    FROM request
    JOIN person ON person.id = request.person_id
    JOIN request_step AS step ON step.request_id = request.id AND step.state = 'purchased'
   WHERE budget_id = %(budget_id)s
     AND step.at < %(end)s
)
SELECT count(DISTINCT bought.person_id) AS people,
       count(DISTINCT bought.person_id) FILTER (WHERE later.level > earlier.level) AS further
  FROM bought
 CROSS JOIN LATERAL (SELECT level
                       FROM placement
                      WHERE placement.person_id = bought.person_id
                        AND placement.skill_id = bought.skill_id
                        AND placed_at <= bought.made_at
                      ORDER BY id DESC
                      LIMIT 1) AS earlier
 CROSS JOIN LATERAL (SELECT level
                       FROM placement
                      WHERE placement.person_id = bought.person_id
                        AND placement.skill_id = bought.skill_id
                        AND placed_at < %(end)s
                      ORDER BY id DESC
                      LIMIT 1) AS later
 WHERE shares_level
   AND earlier.level IS NOT NULL
   AND later.level IS NOT NULL
   AND NOT EXISTS (SELECT FROM bought WHERE erased_at IS NOT NULL)
HAVING count(DISTINCT bought.person_id) - count(DISTINCT bought.person_id) FILTER (WHERE is_known)
       >= %(at_least)s;
