-- is_owner
-- Whether somebody who works here is a budget owner.
SELECT EXISTS (SELECT FROM budget_owner JOIN person ON person.id = person_id
                WHERE person_id = %(person_id)s AND left_at IS NULL);

-- leads_budget
-- Whether somebody leads the team that a budget is of.
SELECT EXISTS (SELECT FROM budget
                 JOIN membership ON membership.team_id = budget.team_id
                WHERE budget.id = %(budget_id)s
                  AND membership.person_id = %(person_id)s
                  AND is_lead
                  AND until IS NULL);

-- owners
-- The budget owners, by name.
SELECT person.id, name, since
  FROM budget_owner
  JOIN person ON person.id = person_id
 WHERE left_at IS NULL
 ORDER BY lower(name), person.id;

-- add_owner
-- Somebody becomes budget owner; nothing when they are, or left.
INSERT INTO budget_owner (person_id, since)
SELECT id, %(now)s
  FROM person
 WHERE id = %(person_id)s
   AND left_at IS NULL
    ON CONFLICT DO NOTHING;

-- lock_owners
-- Who owns budgets, held until the transaction ends.
SELECT person_id
  FROM budget_owner
 ORDER BY person_id
   FOR UPDATE;

-- drop_owner
-- Somebody is budget owner no longer.
DELETE FROM budget_owner WHERE person_id = %(person_id)s;

-- add_budget
-- A new budget.
INSERT INTO budget (name, person_id, team_id, currency, begins_on, ends_on, mode, demanded_by,
                    trust_limit, trust_minutes, carry_years, may_go_below, follows, made_at)
VALUES (%(name)s, %(person_id)s, %(team_id)s, %(currency)s, %(begins_on)s, %(ends_on)s, %(mode)s,
        %(demanded_by)s, %(trust_limit)s, %(trust_minutes)s, %(carry_years)s, %(may_go_below)s,
        %(follows)s, %(now)s)
RETURNING id, name, person_id, team_id, currency, begins_on, ends_on, mode, demanded_by, trust_limit,
          trust_minutes, carry_years, may_go_below, follows;

-- change_budget
-- How a budget is decided on from now; requests that are under way keep their way.
UPDATE budget
   SET name = %(name)s, mode = %(mode)s, demanded_by = %(demanded_by)s,
       trust_limit = %(trust_limit)s, trust_minutes = %(trust_minutes)s,
       carry_years = %(carry_years)s, may_go_below = %(may_go_below)s
 WHERE id = %(budget_id)s;

-- lock_budget
-- A budget, held until the transaction ends, so that what two ask at once comes one after another.
SELECT id, name, person_id, team_id, currency, begins_on, ends_on, mode, demanded_by, trust_limit,
       trust_minutes, carry_years, may_go_below, follows
  FROM budget
 WHERE id = %(budget_id)s
   FOR NO KEY UPDATE;

-- follower
-- The budget of the period after that of another.
SELECT id, name, person_id, team_id, currency, begins_on, ends_on, mode, demanded_by, trust_limit,
       trust_minutes, carry_years, may_go_below, follows
  FROM budget
 WHERE follows = %(budget_id)s;

-- ended_with_next
-- Budgets that ended, have a next period, and have something left.
SELECT budget.id
  FROM budget
  JOIN budget AS after ON after.follows = budget.id
  JOIN balance ON balance.budget_id = budget.id
 WHERE budget.ends_on < %(today)s
   AND (balance.free > 0 OR balance.free_minutes > 0)
 ORDER BY budget.id;

-- budget_of
-- A budget without its sums.
SELECT id, name, person_id, team_id, currency, begins_on, ends_on, mode, demanded_by, trust_limit,
       trust_minutes, carry_years, may_go_below, follows
  FROM budget
 WHERE id = %(budget_id)s;

-- budgets
-- Budgets that somebody may see, or one of them, with where their money is: one's own, those of
-- one's teams and of the organisation; an owner sees all. Those that last come first.
SELECT budget.id, budget.name, budget.person_id, budget.team_id, currency, begins_on, ends_on, mode,
       demanded_by, trust_limit, trust_minutes, carry_years, may_go_below, follows,
       coalesce(granted, 0) AS granted, coalesce(reserved, 0) AS reserved,
       coalesce(spent, 0) AS spent, coalesce(free, 0) AS free,
       coalesce(granted_minutes, 0) AS granted_minutes,
       coalesce(reserved_minutes, 0) AS reserved_minutes,
       coalesce(spent_minutes, 0) AS spent_minutes, coalesce(free_minutes, 0) AS free_minutes,
       coalesce(went_over, 0) AS went_over, coalesce(went_over_minutes, 0) AS went_over_minutes,
       (SELECT count(*) FROM request
         WHERE request.budget_id = budget.id
           AND state IN ('committed', 'purchased', 'completed', 'shared')) AS wishes,
       coalesce(person.name, team.name) AS owner,
       (SELECT count(*) FROM budget_circle WHERE budget_id = budget.id) AS people,
       EXISTS (SELECT FROM budget_circle
                WHERE budget_id = budget.id AND budget_circle.person_id = %(me)s) AS is_mine
  FROM budget
  LEFT JOIN balance ON balance.budget_id = budget.id
  LEFT JOIN LATERAL (SELECT -sum(money)::bigint AS went_over, -sum(minutes)::bigint AS went_over_minutes
                       FROM ledger
                      WHERE ledger.budget_id = budget.id
                        AND kind = 'carry'
                        AND (money < 0 OR minutes < 0)) AS over ON true
  LEFT JOIN person ON person.id = budget.person_id
  LEFT JOIN team ON team.id = budget.team_id
 WHERE (%(budget_id)s::bigint IS NULL OR budget.id = %(budget_id)s)
   AND (%(ends_from)s::date IS NULL OR ends_on >= %(ends_from)s)
   AND (%(as_owner)s
        OR EXISTS (SELECT FROM budget_circle
                    WHERE budget_id = budget.id AND budget_circle.person_id = %(me)s))
   AND (NOT %(only_mine)s
        OR EXISTS (SELECT FROM budget_circle
                    WHERE budget_id = budget.id AND budget_circle.person_id = %(me)s))
   AND (%(whose)s::text IS NULL
        OR %(whose)s = CASE WHEN budget.person_id IS NOT NULL THEN 'person'
                            WHEN budget.team_id IS NOT NULL THEN 'team'
                            ELSE 'organisation' END)
   AND (%(words)s::text IS NULL
        OR strpos(lower(concat_ws(' ', budget.name, person.name, team.name)), lower(%(words)s)) > 0)
   AND (%(after)s::bigint IS NULL
        OR (budget.ends_on, budget.id)
           < (SELECT before.ends_on, before.id FROM budget AS before WHERE before.id = %(after)s))
 ORDER BY budget.ends_on DESC, budget.id DESC
 LIMIT %(limit)s;

-- sums
-- What the budgets that are looked for hold together, by currency; for owners.
SELECT currency, count(*) AS budgets, coalesce(sum(granted), 0)::bigint AS granted,
       coalesce(sum(reserved), 0)::bigint AS reserved, coalesce(sum(spent), 0)::bigint AS spent,
       coalesce(sum(free), 0)::bigint AS free,
       coalesce(sum(granted_minutes), 0)::bigint AS granted_minutes,
       coalesce(sum(free_minutes), 0)::bigint AS free_minutes
  FROM budget
  LEFT JOIN balance ON balance.budget_id = budget.id
  LEFT JOIN person ON person.id = budget.person_id
  LEFT JOIN team ON team.id = budget.team_id
 WHERE (%(ends_from)s::date IS NULL OR ends_on >= %(ends_from)s)
   AND (%(whose)s::text IS NULL
        OR %(whose)s = CASE WHEN budget.person_id IS NOT NULL THEN 'person'
                            WHEN budget.team_id IS NOT NULL THEN 'team'
                            ELSE 'organisation' END)
   AND (%(words)s::text IS NULL
        OR strpos(lower(concat_ws(' ', budget.name, person.name, team.name)), lower(%(words)s)) > 0)
 GROUP BY currency
 ORDER BY budgets DESC, currency;

-- called_the_same
-- Budgets by these names, as what makes two of them the same.
SELECT name, person_id, team_id, begins_on, ends_on
  FROM budget
 WHERE name = ANY(%(names)s::text[]);

-- to_follow
-- Budgets that end on one of these days and have no next period yet.
SELECT id, name, person_id, team_id, currency, ends_on
  FROM budget
 WHERE ends_on = ANY(%(days)s::date[])
   AND NOT EXISTS (SELECT FROM budget AS after WHERE after.follows = budget.id)
 ORDER BY id;

-- owners_called
-- People who have not left by e-mail address, and teams by name, in small letters.
SELECT email AS called, id AS person_id, NULL::bigint AS team_id
  FROM person
 WHERE email = ANY(%(called)s::text[])
   AND left_at IS NULL
 UNION ALL
SELECT lower(name), NULL, id
  FROM team
 WHERE lower(name) = ANY(%(called)s::text[]);

-- is_for
-- Whether a budget is for somebody today.
SELECT EXISTS (SELECT FROM budget_circle
                WHERE budget_id = %(budget_id)s
                  AND person_id = %(person_id)s);
