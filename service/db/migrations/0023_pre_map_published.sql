-- When somebody published their map, also on a page that is gone: whoever read where they place
-- themselves may remember, so that it protects nobody else from them in a count.
CREATE TABLE map_published (
  person_id bigint NOT NULL REFERENCES person,
  at timestamptz NOT NULL,
  PRIMARY KEY (person_id, at)
);
INSERT INTO map_published
SELECT DISTINCT person_id, published_at
  FROM published_page
 WHERE person_id IS NOT NULL
   AND published_at IS NOT NULL;
