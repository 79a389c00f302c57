ALTER TABLE placement DROP COLUMN will_try;
