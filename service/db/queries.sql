-- has_migrations
-- The table of migrations, or null in an empty schema.
SELECT to_regclass('migration');

-- has_jobs
-- Procrastinate's table of jobs in this schema, or null.
SELECT to_regclass('procrastinate_jobs');

-- applied_migrations
-- Names of applied migrations, in order.
SELECT name
  FROM migration
 ORDER BY name;

-- record_migration
-- Note that a migration was applied.
INSERT INTO migration (name)
VALUES (%(name)s);

-- lock_migrations
-- Wait until nobody else migrates this database.
SELECT pg_advisory_lock(%(lock)s);

-- unlock_migrations
-- Let the next one migrate.
SELECT pg_advisory_unlock(%(lock)s);
