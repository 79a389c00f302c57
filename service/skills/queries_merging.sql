-- what_moves
-- What a merge of this skill would move: links, those of them that the other has too, rules and proposals that wait.
SELECT (SELECT count(*) FROM link WHERE skill_id = %(skill_id)s) AS links,
       (SELECT count(*)
          FROM link
          JOIN link AS other USING (work_item_id)
         WHERE link.skill_id = %(skill_id)s AND other.skill_id = %(into_id)s) AS shared_links,
       (SELECT count(*) FROM rule WHERE skill_id = %(skill_id)s AND deleted_at IS NULL) AS rules,
       (SELECT count(*) FROM rule WHERE skill_id = %(into_id)s AND deleted_at IS NULL) AS other_rules,
       (SELECT count(*) FROM skill WHERE merged_into = %(skill_id)s) AS earlier,
       (SELECT count(*) FROM proposal WHERE skill_id = %(skill_id)s AND state = 'open') AS proposals;

-- move_answers
-- A yes to either skill is a yes to the one that stays; a no to the one that goes counts where the
-- other was not linked before.
INSERT INTO answer (work_item_id, skill_id, person_id, is_mine, said_at)
SELECT work_item_id, %(into_id)s, person_id, is_mine, said_at
  FROM answer
 WHERE skill_id = %(skill_id)s
   AND (is_mine OR NOT EXISTS (SELECT
                                 FROM link
                                WHERE link.work_item_id = answer.work_item_id
                                  AND link.skill_id = %(into_id)s))
    ON CONFLICT (work_item_id, skill_id, person_id) DO UPDATE
   SET is_mine = true, said_at = excluded.said_at
 WHERE excluded.is_mine
   AND NOT answer.is_mine;

-- drop_moved_answers
-- The answers about the one skill, once the other has them.
DELETE FROM answer
 WHERE skill_id = %(skill_id)s;

-- move_links
-- Work of the one skill practises the other; where both are linked, a rule's link stays, as it stands
-- for everyone who did the work.
INSERT INTO link (work_item_id, skill_id, rule_id, source, added_by, created_at)
SELECT work_item_id, %(into_id)s, rule_id, source, added_by, created_at
  FROM link
 WHERE skill_id = %(skill_id)s
    ON CONFLICT (work_item_id, skill_id) DO UPDATE
   SET rule_id = excluded.rule_id, source = 'rule', added_by = NULL
 WHERE excluded.rule_id IS NOT NULL
   AND link.rule_id IS NULL;

-- drop_moved_links
-- The links of the one skill, once the other has them.
DELETE FROM link
 WHERE skill_id = %(skill_id)s;

-- move_terms
-- What was learnt of words for the one skill was learnt for the other.
INSERT INTO skill_term (hash, skill_id, yes, no)
SELECT hash, %(into_id)s, yes, no
  FROM skill_term
 WHERE skill_id = %(skill_id)s
 ORDER BY hash
    ON CONFLICT (hash, skill_id) DO UPDATE
   SET yes = skill_term.yes + excluded.yes, no = skill_term.no + excluded.no;

-- drop_moved_terms
-- What was learnt of words for the one skill, once the other has it.
DELETE FROM skill_term
 WHERE skill_id = %(skill_id)s;

-- move_learnt
-- How much was learnt of the one skill in all adds to the other.
INSERT INTO skill_learnt (skill_id, yes, no)
SELECT %(into_id)s, yes, no
  FROM skill_learnt
 WHERE skill_id = %(skill_id)s
    ON CONFLICT (skill_id) DO UPDATE
   SET yes = skill_learnt.yes + excluded.yes, no = skill_learnt.no + excluded.no;

-- drop_moved_learnt
-- How much was learnt of the one skill, once the other has it.
DELETE FROM skill_learnt
 WHERE skill_id = %(skill_id)s;

-- move_rules
-- What linked work to the one skill links it to the other, after the rules that it has.
UPDATE rule
   SET skill_id = %(into_id)s,
       position = position + (SELECT coalesce(max(position), 0)
                                FROM rule AS other
                               WHERE other.skill_id = %(into_id)s)
 WHERE skill_id = %(skill_id)s;

-- move_earlier
-- What became part of the one before is part of the other now.
UPDATE skill
   SET merged_into = %(into_id)s
 WHERE merged_into = %(skill_id)s;

-- mark_merged
-- The skill is part of the other from now on; its address leads there.
UPDATE skill
   SET merged_into = %(into_id)s, archived_at = coalesce(archived_at, %(now)s)
 WHERE id = %(skill_id)s;
