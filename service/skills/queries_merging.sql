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

-- move_links
-- Work of the one skill practises the other; what a person linked stays a person's link.
INSERT INTO link (work_item_id, skill_id, rule_id, created_at)
SELECT work_item_id, %(into_id)s, rule_id, created_at
  FROM link
 WHERE skill_id = %(skill_id)s
    ON CONFLICT (work_item_id, skill_id) DO UPDATE SET rule_id = NULL
 WHERE excluded.rule_id IS NULL;

-- drop_moved_links
-- The links of the one skill, once the other has them.
DELETE FROM link
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
