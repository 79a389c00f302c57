-- stewards
-- Who looks after which area, by name.
SELECT area.id AS area_id, area.slug AS area_slug, person.id AS person_id, person.name, since
  FROM area_steward
  JOIN area ON area.id = area_steward.area_id
  JOIN person ON person.id = area_steward.person_id
 WHERE left_at IS NULL
   AND (%(area)s::text IS NULL OR area.slug = %(area)s)
 ORDER BY area.position, area.id, lower(person.name), person.id;

-- area_ids
-- All areas, by id.
SELECT id
  FROM area;

-- tended
-- The areas that a person looks after.
SELECT area_id
  FROM area_steward
 WHERE person_id = %(person_id)s;

-- area_by_slug
-- An area by its name in addresses.
SELECT id, slug, name_en, name_nl
  FROM area
 WHERE slug = %(slug)s;

-- areas
-- All areas, in the order of the catalogue.
SELECT id, slug, name_en, name_nl
  FROM area
 ORDER BY position, id;

-- name_steward
-- Somebody who works here looks after an area from now on.
INSERT INTO area_steward (area_id, person_id, since)
SELECT %(area_id)s, id, %(now)s
  FROM person
 WHERE id = %(person_id)s
   AND left_at IS NULL
    ON CONFLICT (area_id, person_id) DO UPDATE SET since = area_steward.since;

-- release_steward
-- Somebody looks after an area no longer.
DELETE FROM area_steward
 WHERE area_id = %(area_id)s
   AND person_id = %(person_id)s;
