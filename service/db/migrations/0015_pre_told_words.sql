-- Words wait for a quiet moment: reading them would hold up what else was told.
CREATE TABLE told_words (
  work_item_id bigint PRIMARY KEY REFERENCES work_item ON DELETE CASCADE,
  description text
    CONSTRAINT told_words_are_the_beginning CHECK (char_length(description) <= 2000)
);
