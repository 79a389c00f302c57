-- What delivery_state finds as well cost each delivery an index.
DROP INDEX delivery_pending;

-- Words that wait for a moment only are not worth compressing.
ALTER TABLE told_words ALTER COLUMN description SET STORAGE EXTERNAL;
