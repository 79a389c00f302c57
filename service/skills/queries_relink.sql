-- link_alone
-- One linking or rule change at a time, until the transaction ends; a lock of this organisation.
SELECT pg_advisory_xact_lock(7260003, 'rule'::regclass::oid::integer);

-- linkable_items
-- What rules look at in these work items; deleted or barely known ones have no links.
SELECT id, connection, project, space, type, components, labels, epic, title
  FROM linkable_item
 WHERE id = ANY(%(ids)s::bigint[])
 ORDER BY id;

-- hand_over_links
-- Links of these work items that no rule asks for any more but somebody confirmed become theirs.
UPDATE link
   SET source = 'person', rule_id = NULL, added_by = said.person_id
  FROM (SELECT DISTINCT ON (work_item_id, skill_id) work_item_id, skill_id, person_id
          FROM answer
         WHERE is_mine
           AND work_item_id = ANY(%(ids)s::bigint[])
         ORDER BY work_item_id, skill_id, said_at, person_id) AS said
 WHERE link.work_item_id = said.work_item_id
   AND link.skill_id = said.skill_id
   AND link.rule_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM skill WHERE skill.id = link.skill_id AND archived_at IS NOT NULL)
   AND NOT EXISTS (SELECT
                     FROM unnest(%(items)s::bigint[], %(skills)s::bigint[])
                          AS wanted (work_item_id, skill_id)
                    WHERE wanted.work_item_id = link.work_item_id
                      AND wanted.skill_id = link.skill_id);

-- drop_stale_links
-- The others that no rule asks for any more; what a person linked stays, and what was linked to a
-- skill before it was archived.
DELETE FROM link
 WHERE work_item_id = ANY(%(ids)s::bigint[])
   AND rule_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM skill WHERE skill.id = link.skill_id AND archived_at IS NOT NULL)
   AND NOT EXISTS (SELECT
                     FROM unnest(%(items)s::bigint[], %(skills)s::bigint[])
                          AS wanted (work_item_id, skill_id)
                    WHERE wanted.work_item_id = link.work_item_id
                      AND wanted.skill_id = link.skill_id);

-- keep_links
-- Links that rules ask for; what is there already is not touched, and a person's becomes the rule's.
INSERT INTO link (work_item_id, skill_id, rule_id, created_at)
SELECT work_item_id, skill_id, rule_id, %(now)s
  FROM unnest(%(items)s::bigint[], %(skills)s::bigint[], %(rules)s::bigint[])
       AS wanted (work_item_id, skill_id, rule_id)
 WHERE NOT EXISTS (SELECT
                     FROM link
                    WHERE link.work_item_id = wanted.work_item_id
                      AND link.skill_id = wanted.skill_id
                      AND link.rule_id = wanted.rule_id)
    ON CONFLICT (work_item_id, skill_id) DO UPDATE
   SET rule_id = excluded.rule_id, source = 'rule', added_by = NULL;

-- forget_relinks
-- What was gone through before.
DELETE FROM relink
 WHERE ended_at IS NOT NULL;

-- begin_relink
-- Go through all work that is there, or begin again where that was under way; none is done at once.
INSERT INTO relink (asked_at, total, below_id, ended_at)
SELECT %(now)s, count(*), coalesce(max(id), 0) + 1, CASE WHEN count(*) = 0 THEN %(now)s::timestamptz END
  FROM work_item
    ON CONFLICT ((true)) WHERE ended_at IS NULL DO UPDATE
   SET asked_at = excluded.asked_at, total = excluded.total, looked_at = 0,
       below_id = excluded.below_id;

-- next_to_relink
-- The next work items to link anew, the newest first; none when nothing is under way.
SELECT work_item.id
  FROM work_item
 WHERE id < (SELECT below_id FROM relink WHERE ended_at IS NULL)
 ORDER BY id DESC
 LIMIT %(most)s;

-- note_relink
-- How far the going through has come.
UPDATE relink
   SET looked_at = looked_at + %(number)s, below_id = %(below_id)s
 WHERE ended_at IS NULL;

-- end_relink
-- All work was gone through.
UPDATE relink
   SET ended_at = %(now)s
 WHERE ended_at IS NULL;

-- latest_relink
-- How the latest going through past work is getting on.
SELECT asked_at, total, looked_at, ended_at
  FROM relink
 ORDER BY id DESC
 LIMIT 1;
