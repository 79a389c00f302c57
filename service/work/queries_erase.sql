-- erase_published
-- Pages on which they published their map.
DELETE FROM published_page
 WHERE person_id = %(person_id)s;
