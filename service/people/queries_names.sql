-- rename_accounts
-- Known accounts get the names they have now; a closed one has none any more.
UPDATE account
   SET name = seen.name
  FROM unnest(%(external_ids)s::text[], %(names)s::text[]) AS seen (external_id, name)
 WHERE connection_id = %(connection_id)s
   AND account.external_id = seen.external_id
   AND account.name <> seen.name
   AND NOT is_closed;
