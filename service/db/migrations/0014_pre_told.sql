-- One is also told of an invitation to a level dialogue, and of the answer to a proposal.

ALTER TABLE told
  DROP CONSTRAINT told_kind_is_known,
  ADD CONSTRAINT told_kind_is_known
    CHECK (kind IN ('ask', 'reminder', 'words', 'thanks', 'shown', 'question', 'motion', 'answer',
                    'proposal', 'unseen', 'report', 'shared', 'dialogue', 'answered'));
