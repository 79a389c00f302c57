-- proposals
-- A page of proposals, newest first: one, a person's own, or those that were sent to the areas of these ids.
SELECT proposal.id, proposal.area_id, area.slug AS area_slug, area.name_en AS area_en,
       area.name_nl AS area_nl, proposal.skill_id, skill.slug AS skill_slug,
       skill.merged_into IS NOT NULL AS is_merged, proposal.version_id, now_in.id AS now_version_id,
       proposer_id, proposer.name AS proposer, state, typed, reason, saved_at, sent_at,
       answer, answerer.name AS answerer, answered_at, answer_read_at,
       made.number AS made_number, made_skill.slug AS made_slug
  FROM proposal
  JOIN area ON area.id = proposal.area_id
  JOIN person AS proposer ON proposer.id = proposer_id
  LEFT JOIN skill ON skill.id = proposal.skill_id
  LEFT JOIN LATERAL (SELECT id
                       FROM skill_version
                      WHERE skill_version.skill_id = proposal.skill_id
                      ORDER BY number DESC
                      LIMIT 1) AS now_in ON true
  LEFT JOIN person AS answerer ON answerer.id = answered_by
  LEFT JOIN skill_version AS made ON made.id = accepted_version_id
  LEFT JOIN skill AS made_skill ON made_skill.id = made.skill_id
 WHERE (%(id)s::bigint IS NULL OR proposal.id = %(id)s)
   AND (%(before)s::bigint IS NULL OR proposal.id < %(before)s)
   AND (proposer_id = %(person_id)s
        OR (proposal.area_id = ANY(%(areas)s::bigint[]) AND state <> 'draft'))
   AND (%(state)s::text IS NULL OR state = %(state)s)
 ORDER BY proposal.id DESC
 LIMIT %(limit)s;

-- answered_lately
-- Proposals of a person that were answered, and whose answer they have not read yet.
SELECT proposal.id, typed, state, answered_at
  FROM proposal
 WHERE proposer_id = %(person_id)s
   AND state IN ('accepted', 'declined')
   AND answer_read_at IS NULL
 ORDER BY answered_at DESC, id DESC
 LIMIT %(limit)s;

-- count_waiting
-- How many proposals of others wait in these areas.
SELECT count(*)
  FROM proposal
 WHERE area_id = ANY(%(areas)s::bigint[])
   AND state = 'open'
   AND proposer_id <> %(person_id)s;

-- count_unanswered
-- How many drafts and open proposals a person has.
SELECT count(*)
  FROM proposal
 WHERE proposer_id = %(person_id)s
   AND state IN ('draft', 'open');

-- begin_proposal
-- A draft, of a new skill or of a change.
INSERT INTO proposal (area_id, skill_id, version_id, proposer_id, state, typed, reason, saved_at)
VALUES (%(area_id)s, %(skill_id)s, %(version_id)s, %(person_id)s, 'draft', %(typed)s, %(reason)s,
        %(now)s)
RETURNING id;

-- save_proposal
-- What was typed, in a draft of one's own.
UPDATE proposal
   SET typed = %(typed)s, reason = %(reason)s, saved_at = %(now)s
 WHERE id = %(id)s
   AND proposer_id = %(person_id)s
   AND state = 'draft';

-- held_proposal
-- A proposal that waits until the transaction ends.
SELECT id, area_id, skill_id, version_id, proposer_id, state, typed,
       EXISTS (SELECT
                 FROM skill
                WHERE skill.id = proposal.skill_id
                  AND merged_into IS NOT NULL) AS is_merged
  FROM proposal
 WHERE id = %(id)s
   FOR UPDATE;

-- send_proposal
-- A draft goes to the stewards of its area.
UPDATE proposal
   SET state = 'open', sent_at = %(now)s
 WHERE id = %(id)s;

-- withdraw_proposal
-- A proposal is taken back before it was answered.
UPDATE proposal
   SET state = 'withdrawn'
 WHERE id = %(id)s
   AND proposer_id = %(person_id)s
   AND state = 'open';

-- drop_draft
-- A draft goes for good.
DELETE FROM proposal
 WHERE id = %(id)s
   AND proposer_id = %(person_id)s
   AND state = 'draft';

-- answer_proposal
-- A steward's word on a proposal, and the version that came of it.
UPDATE proposal
   SET state = %(state)s, answer = %(answer)s, answered_by = %(person_id)s, answered_at = %(now)s,
       accepted_version_id = %(version_id)s,
       answer_read_at = CASE WHEN proposer_id = %(person_id)s THEN %(now)s::timestamptz END
 WHERE id = %(id)s;

-- read_answer
-- The proposer has seen the answer.
UPDATE proposal
   SET answer_read_at = %(now)s
 WHERE id = %(id)s
   AND proposer_id = %(person_id)s
   AND answered_at IS NOT NULL
   AND answer_read_at IS NULL;

-- add_new_skill
-- A skill at the end of its area, unless the name in addresses is taken; its id.
INSERT INTO skill (slug, area_id, position)
SELECT %(slug)s, %(area_id)s, coalesce(max(position), 0) + 1
  FROM skill
 WHERE area_id = %(area_id)s
    ON CONFLICT ON CONSTRAINT skill_slug_is_unique DO NOTHING
RETURNING id;
