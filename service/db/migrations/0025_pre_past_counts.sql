-- Counts of a skill that became part of another are shown no more, and what they told stays known.
ALTER TABLE team_count ADD COLUMN is_past boolean NOT NULL DEFAULT false;
ALTER TABLE focus_count ADD COLUMN is_past boolean NOT NULL DEFAULT false;
