-- Letters also tell of wishes for development: advice and decisions that are asked of somebody, and
-- what became of their own.
ALTER TABLE notice_choice
  DROP CONSTRAINT notice_kind_is_known,
  ADD CONSTRAINT notice_kind_is_known CHECK (kind IN
    ('asks', 'words', 'thanks', 'motion', 'proposals', 'unseen', 'reports', 'development'));
ALTER TABLE told
  DROP CONSTRAINT told_kind_is_known,
  ADD CONSTRAINT told_kind_is_known CHECK (kind IN
    ('ask', 'reminder', 'words', 'thanks', 'shown', 'question', 'motion', 'answer', 'proposal',
     'unseen', 'report', 'shared', 'dialogue', 'answered', 'advice', 'decide', 'advised',
     'wish_question', 'decided', 'ending'));
