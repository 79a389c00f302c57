-- places_to_publish
-- Spaces of Confluence that are taken and can be written to, by name.
SELECT connection.id AS connection_id, connection.name AS connection, project.key, project.name,
       project.external_id
  FROM connection
  JOIN project ON project.connection_id = connection.id
 WHERE connection.product IN ('confluence-cloud', 'confluence-datacenter')
   AND auth <> 'none'
   AND NOT needs_reconnect
   AND (is_chosen OR takes_all_projects)
   AND project.external_id IS NOT NULL
 ORDER BY lower(project.name), project.key, connection.name
 LIMIT %(limit)s;

-- my_published
-- The page on which I published my map.
SELECT id, connection_id, space_key, external_id, address, published_at
  FROM published_page
 WHERE person_id = %(person_id)s
 ORDER BY id
 LIMIT 1;

-- keep_published
-- My map stands there now.
INSERT INTO published_page (connection_id, person_id, space_key, external_id, address, published_at)
VALUES (%(connection_id)s, %(person_id)s, %(space_key)s, %(external_id)s, %(address)s, %(now)s)
    ON CONFLICT ON CONSTRAINT page_is_published_once DO UPDATE
   SET space_key = excluded.space_key, external_id = excluded.external_id,
       address = excluded.address, published_at = excluded.published_at;

-- remember_published
-- My map could be read at this moment.
INSERT INTO map_published (person_id, at)
VALUES (%(person_id)s, %(now)s)
    ON CONFLICT DO NOTHING;

-- forget_published
-- My map stands there no more.
DELETE FROM published_page
 WHERE person_id = %(person_id)s;
