-- has_database
-- Whether the server has a database of this name; no row when not.
SELECT datname FROM pg_database WHERE datname = %(name)s;
