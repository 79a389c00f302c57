-- learned
-- What was learned of everybody together with one version of the formula.
SELECT version, learned_at, observations, centre, leniency, strictness, halo, work, look
  FROM learned
 WHERE version = %(version)s;

-- tendencies
-- How much higher than others each of these colleagues tends to say.
SELECT giver_id, mean, variance
  FROM tendency
 WHERE version = %(version)s
   AND giver_id = ANY(%(givers)s);

-- everything_seen
-- All observations that count, one person and skill after the other. What could not show more says
-- nothing about how strict its giver is.
SELECT feedback.receiver_id, observation.skill_id, feedback.work_item_id, feedback.giver_id,
       extract(epoch FROM coalesce(work_item.done_at, feedback.given_at))::float8 / 86400 AS day,
       observation.level
  FROM observation
  JOIN feedback ON feedback.id = observation.feedback_id
  JOIN work_item ON work_item.id = feedback.work_item_id
 WHERE feedback.withdrawn_at IS NULL
   AND feedback.given_at >= %(since)s
   AND observation.level IS NOT NULL
   AND observation.on_map
   AND NOT observation.could_not_show_more
 ORDER BY feedback.receiver_id, observation.skill_id;

-- judgements
-- What everybody said of the described cases.
SELECT person_id, vignette, level
  FROM judgement
 ORDER BY person_id, vignette;

-- keep_learned
-- What this night learned of everybody together.
INSERT INTO learned (version, learned_at, observations, centre, leniency, strictness, halo, work,
                     look)
VALUES (%(version)s, %(now)s, %(observations)s, %(centre)s, %(leniency)s, %(strictness)s, %(halo)s,
        %(work)s, %(look)s)
    ON CONFLICT (version) DO UPDATE
   SET learned_at = excluded.learned_at, observations = excluded.observations,
       centre = excluded.centre, leniency = excluded.leniency, strictness = excluded.strictness,
       halo = excluded.halo, work = excluded.work, look = excluded.look;

-- forget_tendencies
-- What earlier nights learned of each colleague with this version.
DELETE FROM tendency
 WHERE version = %(version)s;

-- keep_tendencies
-- What this night learned of each colleague.
INSERT INTO tendency (version, giver_id, mean, variance)
SELECT %(version)s, giver_id, mean, variance
  FROM unnest(%(givers)s::bigint[], %(means)s::float8[], %(variances)s::float8[])
    AS told (giver_id, mean, variance);

-- forget_learned
-- Versions of the formula that no page compares with any more.
DELETE FROM learned
 WHERE version < %(oldest)s;
