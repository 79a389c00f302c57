-- One is also told of thanks, of what came back for words, of words shown to them, and of reports.

ALTER TABLE notice_choice
  DROP CONSTRAINT notice_kind_is_known,
  ADD CONSTRAINT notice_kind_is_known
    CHECK (kind IN ('asks', 'words', 'thanks', 'motion', 'proposals', 'unseen', 'reports'));

ALTER TABLE told
  DROP CONSTRAINT told_kind_is_known,
  ADD CONSTRAINT told_kind_is_known
    CHECK (kind IN ('ask', 'reminder', 'words', 'thanks', 'shown', 'question', 'motion', 'answer',
                    'proposal', 'unseen', 'report', 'shared'));

-- What came back for words, for whoever it is news to: the giver until they saw it, the receiver once.
CREATE VIEW come_back AS
SELECT giver_id AS person_id, 'question' AS kind, feedback_id, work_item_id, receiver_id AS from_id,
       reaction.changed_at AS at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE question IS NOT NULL
   AND answer IS NULL
   AND withdrawn_at IS NULL
 UNION ALL
SELECT giver_id, 'motion', feedback_id, work_item_id, receiver_id, reaction.changed_at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE (thanked_at IS NOT NULL OR helped IS NOT NULL OR will_do IS NOT NULL)
   AND (seen_at IS NULL OR seen_at < reaction.changed_at)
   AND withdrawn_at IS NULL
 UNION ALL
SELECT receiver_id, 'answer', feedback_id, work_item_id, giver_id, answered_at
  FROM reaction
  JOIN feedback ON feedback.id = feedback_id
 WHERE answer IS NOT NULL
   AND withdrawn_at IS NULL;
