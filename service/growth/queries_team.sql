-- my_teams
-- The teams somebody is in today, by name.
SELECT team.id, team.name,
       (SELECT count(*) FROM membership AS other
         WHERE other.team_id = team.id AND other.until IS NULL) AS people
  FROM membership
  JOIN team ON team.id = membership.team_id
 WHERE person_id = %(me)s
   AND until IS NULL
 ORDER BY lower(team.name), team.id;

-- my_share
-- How somebody is in the pictures of their teams; nothing: not at all.
SELECT how
  FROM team_share
 WHERE person_id = %(me)s;

-- reaches_planners
-- Whether somebody lets themselves be counted, and was told then that budget owners see the counts.
SELECT reaches_planners
  FROM team_share
 WHERE person_id = %(me)s;

-- counts_focus
-- Whether somebody lets their focuses be counted.
SELECT counts_focus
  FROM team_share
 WHERE person_id = %(me)s;

-- share_with_teams
-- How somebody is in the pictures of their teams from now on, told that budget owners see the counts.
INSERT INTO team_share (person_id, how, since, reaches_planners, counts_focus)
VALUES (%(me)s, %(how)s, %(now)s, true, %(counts_focus)s)
    ON CONFLICT (person_id) DO UPDATE
   SET how = EXCLUDED.how, since = EXCLUDED.since, reaches_planners = true,
       counts_focus = EXCLUDED.counts_focus;

-- end_team_share
-- How somebody was in the pictures of their teams until now.
INSERT INTO team_share_past (person_id, how, since, until)
SELECT person_id, how, since, %(now)s
  FROM team_share
 WHERE person_id = %(person_id)s;

-- share_no_more
-- Somebody is in no picture from now on.
DELETE FROM team_share WHERE person_id = %(person_id)s;

-- drop_offers
-- Somebody takes all their offers to lead back.
DELETE FROM lead_offer WHERE person_id = %(me)s;

-- offer_lead
-- Somebody would like to take the lead on a skill.
INSERT INTO lead_offer (person_id, skill_id, words, offered_at)
SELECT %(me)s, skill.id, %(words)s, %(now)s
  FROM skill
 WHERE skill.id = %(skill_id)s
   AND EXISTS (SELECT FROM team_share WHERE person_id = %(me)s AND how = 'named')
    ON CONFLICT (person_id, skill_id) DO UPDATE
   SET words = EXCLUDED.words, offered_at = EXCLUDED.offered_at;

-- drop_offer
-- Somebody takes an offer back.
DELETE FROM lead_offer WHERE person_id = %(me)s AND skill_id = %(skill_id)s;

-- my_offers
-- The offers of somebody to take the lead.
SELECT person_id, person.name AS person, skill_id, words
  FROM lead_offer
  JOIN person ON person.id = person_id
 WHERE person_id = %(me)s;

-- shown_counts
-- The counts of a team that are shown, the latest of each skill. When somebody in any of them takes
-- it back, all from before that are dark, so that nobody sees in which they were. Who leaves the
-- team stays in them until a new count is made. For planners of elsewhere only where all were told of
-- them, and nobody stands out beside those whom everybody can find with their wishes and their help.
WITH found_by_all AS (
  SELECT person_id FROM findable WHERE who = 'everyone'
   UNION
  SELECT person_id FROM findable_past WHERE who = 'everyone'
), latest AS (
  SELECT DISTINCT ON (skill_id) id, skill_id, alone, passes_on, wants, helps, counted_at
    FROM team_count
   WHERE team_id = %(team_id)s
     AND NOT is_past
   ORDER BY skill_id, id DESC
), taken_back AS (
  SELECT max(coalesce(until, 'infinity')) AS at
    FROM latest
    JOIN team_counted ON team_count_id = latest.id
    LEFT JOIN team_share_past USING (person_id)
   WHERE NOT EXISTS (SELECT FROM team_share WHERE team_share.person_id = team_counted.person_id)
)
SELECT skill_id, alone, passes_on, wants, helps
  FROM latest
 WHERE NOT EXISTS (SELECT FROM taken_back WHERE at >= counted_at)
   AND NOT (%(for_planners)s
            AND EXISTS (SELECT
                          FROM team_counted
                          JOIN team_share USING (person_id)
                         WHERE team_count_id = latest.id
                           AND NOT reaches_planners))
   AND NOT (%(for_planners)s
            AND (SELECT count(*)
                   FROM team_counted
                  WHERE team_count_id = latest.id
                    AND person_id NOT IN (SELECT person_id FROM found_by_all)) BETWEEN 1 AND 4);

-- seen_openly
-- Who in a team shows these skills to all of it, whether counts hold them or not.
SELECT DISTINCT skill_id, person_id
  FROM share
  JOIN membership USING (person_id)
 WHERE skill_id = ANY(%(skill_ids)s)
   AND audience IN ('team', 'everyone')
   AND ended_at IS NULL
   AND share.until > %(now)s
   AND team_id = %(team_id)s
   AND membership.until IS NULL;

-- named_members
-- Who in a team shows their name beside what they would like to learn or are glad to help with.
SELECT said.person_id, person.name AS person, said.skill_id, said.wish > 0 AS wants,
       said.is_glad_to_help
  FROM (SELECT DISTINCT ON (placement.person_id, skill_id)
               placement.person_id, skill_id, wish, is_glad_to_help
          FROM membership
          JOIN team_share ON team_share.person_id = membership.person_id AND how = 'named'
          JOIN placement ON placement.person_id = membership.person_id
         WHERE team_id = %(team_id)s
           AND until IS NULL
         ORDER BY placement.person_id, skill_id, placement.id DESC) AS said
  JOIN person ON person.id = said.person_id
 WHERE said.wish > 0
    OR said.is_glad_to_help
 ORDER BY lower(person.name), person.id, said.skill_id;

-- team_offers
-- Who in a team would like to take the lead on what, by name.
SELECT lead_offer.person_id, person.name AS person, skill_id, words
  FROM membership
  JOIN team_share ON team_share.person_id = membership.person_id AND how = 'named'
  JOIN lead_offer ON lead_offer.person_id = membership.person_id
  JOIN person ON person.id = membership.person_id
 WHERE team_id = %(team_id)s
   AND until IS NULL
 ORDER BY lower(person.name), person.id, skill_id;

-- coming_work
-- Open work of a team that its reader may see, by the skill it is linked to; without a reader, that
-- somebody in the team may see.
SELECT link.skill_id, count(DISTINCT link.work_item_id) AS tickets
  FROM open_to
  JOIN link ON link.work_item_id = open_to.work_item_id
 WHERE (open_to.person_id = %(me)s
        OR %(me)s::bigint IS NULL
           AND EXISTS (SELECT FROM membership AS reader
                        WHERE reader.person_id = open_to.person_id
                          AND reader.team_id = %(team_id)s
                          AND reader.until IS NULL))
   AND EXISTS (SELECT
                 FROM contribution
                 JOIN account ON account.id = contribution.account_id
                 JOIN membership ON membership.person_id = account.person_id
                WHERE contribution.work_item_id = open_to.work_item_id
                  AND team_id = %(team_id)s
                  AND until IS NULL)
 GROUP BY link.skill_id;

-- team_met
-- Who in a team was introduced to whom, as long as both stand by name; one of the two sees it anyway.
SELECT skill_id, learner_id, learner.name AS learner, helper_id, helper.name AS helper,
       by_id, introducer.name AS by, at
  FROM introduction
  JOIN person AS learner ON learner.id = learner_id
  JOIN person AS helper ON helper.id = helper_id
  JOIN person AS introducer ON introducer.id = by_id
 WHERE EXISTS (SELECT FROM membership WHERE team_id = %(team_id)s AND person_id = learner_id
                                        AND until IS NULL)
   AND EXISTS (SELECT FROM membership WHERE team_id = %(team_id)s AND person_id = helper_id
                                        AND until IS NULL)
   AND (%(me)s IN (learner_id, helper_id)
        OR 2 = (SELECT count(*)
                  FROM team_share
                 WHERE person_id IN (learner_id, helper_id)
                   AND how = 'named'))
 ORDER BY introduction.id DESC
 LIMIT %(limit)s;

-- my_met
-- To whom somebody was introduced since a moment, latest first.
SELECT skill_id, learner_id, learner.name AS learner, helper_id, helper.name AS helper,
       by_id, introducer.name AS by, at
  FROM introduction
  JOIN person AS learner ON learner.id = learner_id
  JOIN person AS helper ON helper.id = helper_id
  JOIN person AS introducer ON introducer.id = by_id
 WHERE %(me)s IN (learner_id, helper_id)
   AND at >= %(since)s
 ORDER BY introduction.id DESC
 LIMIT %(limit)s;

-- drop_introduction
-- Whoever brought two together takes it back, or one of the two.
DELETE FROM introduction
 WHERE skill_id = %(skill_id)s
   AND learner_id = %(learner_id)s
   AND helper_id = %(helper_id)s
   AND %(me)s IN (by_id, learner_id, helper_id);

-- introduce
-- A teammate brings two together; once for each skill.
INSERT INTO introduction (skill_id, learner_id, helper_id, by_id, at)
VALUES (%(skill_id)s, %(learner_id)s, %(helper_id)s, %(me)s, %(now)s)
    ON CONFLICT ON CONSTRAINT pair_is_introduced_once DO NOTHING;

-- to_count
-- What those who let themselves be counted say of each skill, by team.
SELECT membership.team_id, said.skill_id, said.person_id, coalesce(said.level >= 3, false) AS alone,
       coalesce(said.level = 5, false) AS passes_on, said.wish > 0 AS wants,
       said.is_glad_to_help AS helps
  FROM team_share
  JOIN membership ON membership.person_id = team_share.person_id AND until IS NULL
  JOIN person ON person.id = team_share.person_id AND left_at IS NULL
  JOIN LATERAL (SELECT DISTINCT ON (skill_id) person_id, skill_id, level, wish, is_glad_to_help
                  FROM placement
                 WHERE placement.person_id = team_share.person_id
                 ORDER BY skill_id, id DESC) AS said ON true
 WHERE said.level IS NOT NULL
    OR said.wish > 0
    OR said.is_glad_to_help
 ORDER BY membership.team_id, said.skill_id, said.person_id;

-- said_by_name
-- What people ever said of a skill while their wish and their help stood by name where their team
-- could read it: in its picture, or where they let themselves be found.
WITH by_name AS (
  SELECT person_id, since, NULL::timestamptz AS until
    FROM team_share
   WHERE how = 'named'
   UNION ALL
  SELECT person_id, since, until
    FROM team_share_past
   WHERE how = 'named'
   UNION ALL
  SELECT person_id, changed_at, NULL
    FROM findable
   WHERE who <> 'nobody'
   UNION ALL
  SELECT person_id, since, until
    FROM findable_past
), said AS (
  SELECT person_id, skill_id, level, wish, is_glad_to_help, placed_at,
         lead(placed_at) OVER (PARTITION BY person_id, skill_id ORDER BY id) AS replaced_at
    FROM placement
)
SELECT DISTINCT team_id, skill_id, person_id, coalesce(level >= 3, false) AS alone,
       coalesce(level = 5, false) AS passes_on, wish > 0 AS wants, is_glad_to_help AS helps
  FROM by_name
  JOIN said USING (person_id)
  JOIN membership USING (person_id)
 WHERE greatest(by_name.since, placed_at, membership.since)
       <= least(by_name.until, replaced_at, membership.until + 1, 'infinity');

-- readers
-- The teams that each reader of pictures was ever in.
SELECT person_id, array_agg(DISTINCT team_id) AS teams
  FROM membership
 GROUP BY person_id;

-- showed_place
-- What people ever said of a skill while they showed one reader where they place themselves; without
-- a reader, everybody, as on a map that was published. Those in a dialogue about a level know that
-- the others are there or further.
WITH showing AS (
  SELECT person_id, skill_id, audience, with_person_id, made_at, least(until, ended_at) AS until
    FROM share
   WHERE shows_place
), circle AS (
  SELECT id AS dialogue_id, person_id, made_at AS said_at
    FROM dialogue
   UNION
  SELECT dialogue_id, person_id, accepted_at
    FROM dialogue_peer
), told AS (
  SELECT person_id, skill_id, made_at, until, with_person_id AS reader_id
    FROM showing
   WHERE audience IN ('person', 'everyone')
   UNION
  SELECT one.person_id, skill_id, one.said_at, coalesce(ended_at, 'infinity'), reader.person_id
    FROM dialogue
    JOIN circle AS one ON one.dialogue_id = dialogue.id
    JOIN circle AS reader ON reader.dialogue_id = dialogue.id
                         AND reader.person_id <> one.person_id
   WHERE dialogue.level >= 3
     AND one.said_at IS NOT NULL
   UNION
  SELECT person_id, skill_id, at, at, NULL
    FROM map_published
    JOIN placement USING (person_id)
   UNION
  SELECT showing.person_id, skill_id, made_at, showing.until, reader.person_id
    FROM showing
    JOIN membership AS mine ON mine.person_id = showing.person_id
    JOIN membership AS reader ON reader.team_id = mine.team_id
                             AND reader.person_id <> mine.person_id
   WHERE (audience = 'team' OR audience = 'lead' AND reader.is_lead)
     AND greatest(made_at, mine.since, reader.since)
         <= least(showing.until, mine.until + 1, reader.until + 1)
), said AS (
  SELECT person_id, skill_id, level, wish, is_glad_to_help, placed_at,
         lead(placed_at) OVER (PARTITION BY person_id, skill_id ORDER BY id) AS replaced_at
    FROM placement
)
SELECT DISTINCT reader_id, skill_id, person_id, coalesce(level >= 3, false) AS alone,
       coalesce(level = 5, false) AS passes_on, wish > 0 AS wants, is_glad_to_help AS helps
  FROM told
  JOIN said USING (person_id, skill_id)
 WHERE greatest(made_at, placed_at) <= least(until, replaced_at);

-- counted
-- Whom each count that was ever shown counted, and with what; oldest first.
SELECT team_count.id, team_id, skill_id, person_id, counted.alone, counted.passes_on,
       counted.wants, counted.helps
  FROM team_count
  JOIN team_counted AS counted ON team_count_id = team_count.id
 ORDER BY is_past DESC, team_count.id, person_id;

-- add_count
-- A count that may be shown.
INSERT INTO team_count (team_id, skill_id, counted_at, alone, passes_on, wants, helps)
VALUES (%(team_id)s, %(skill_id)s, %(now)s, %(alone)s, %(passes_on)s, %(wants)s, %(helps)s)
RETURNING id;

-- add_counted
-- Whom it counts.
INSERT INTO team_counted (team_count_id, person_id, alone, passes_on, wants, helps)
VALUES (%(team_count_id)s, %(person_id)s, %(alone)s, %(passes_on)s, %(wants)s, %(helps)s);

-- count_alone
-- One counting at a time: what two would show at once could not be held against each other.
SELECT pg_advisory_xact_lock(hashtext('team counts'));
