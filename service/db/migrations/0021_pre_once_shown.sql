-- What a reader saw once they may remember, so that it protects nobody else from them in a count.
ALTER TABLE focus ADD COLUMN was_shown_to_givers boolean NOT NULL DEFAULT false;
UPDATE focus SET was_shown_to_givers = is_shown_to_givers;
ALTER TABLE request ADD COLUMN was_shown_to_planners boolean NOT NULL DEFAULT false;
UPDATE request SET was_shown_to_planners = shows_to_planners AND state <> 'draft';
