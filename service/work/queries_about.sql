-- about_work
-- Every part somebody had in work.
SELECT coalesce(work_item.key || ' ', '') || coalesce(work_item.title, '') AS work, role,
       first_at AS since, last_at AS until
  FROM account
  JOIN contribution ON contribution.account_id = account.id
  JOIN work_item ON work_item.id = work_item_id
 WHERE account.person_id = %(person_id)s
 ORDER BY last_at DESC, work_item.id DESC, role
 LIMIT %(most)s OFFSET %(skip)s;

-- about_published
-- Pages of Confluence on which a person publishes their map.
SELECT connection.name AS place, space_key AS space, address, published_at AS at
  FROM published_page
  JOIN connection ON connection.id = connection_id
 WHERE person_id = %(person_id)s
 ORDER BY published_page.id
 LIMIT %(most)s OFFSET %(skip)s;
