-- links_to_make
-- Finished issues about which somebody is asked, of connections that want a way in, without one yet.
-- Who passed, and who is not asked yet because it does not suit them, counts as asked until the ask
-- would end: the link must not tell of either.
SELECT work_item.id AS work_item_id, connection_id, external_id
  FROM ask
  JOIN work_item ON work_item.id = ask.work_item_id
  JOIN connection ON connection.id = work_item.connection_id
  LEFT JOIN remote_link ON remote_link.work_item_id = work_item.id
 WHERE ask.state IN ('waiting', 'open', 'passed', 'absent')
   AND ask.closes_at > %(now)s
   AND work_item.done_at IS NOT NULL
   AND work_item.kind = 'issue'
   AND work_item.deleted_at IS NULL
   AND NOT work_item.is_out_of_scope
   AND offers_links
   AND auth <> 'none'
   AND NOT is_paused
   AND NOT needs_reconnect
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
   AND (remote_link.state IS NULL OR remote_link.state = 'gone'
        OR (remote_link.state = 'refused' AND remote_link.changed_at < %(refused_before)s))
 GROUP BY work_item.id
 ORDER BY work_item.id
 LIMIT %(limit)s;

-- links_to_take_away
-- Issues with a way in about which nobody is asked any more, or whose connection wants none now.
SELECT work_item.id AS work_item_id, connection_id, external_id
  FROM remote_link
  JOIN work_item ON work_item.id = remote_link.work_item_id
  JOIN connection ON connection.id = work_item.connection_id
 WHERE remote_link.state = 'there'
   AND auth <> 'none'
   AND NOT needs_reconnect
   AND (calls_wait_until IS NULL OR calls_wait_until <= %(now)s)
   AND (NOT offers_links
        OR work_item.done_at IS NULL
        OR NOT EXISTS (SELECT FROM ask
                        WHERE ask.work_item_id = work_item.id
                          AND ask.state IN ('waiting', 'open', 'passed', 'absent')
                          AND ask.closes_at > %(now)s))
 ORDER BY work_item.id
 LIMIT %(limit)s;

-- note_link
-- How it stands with the way in at an issue.
INSERT INTO remote_link (work_item_id, state, changed_at, reason)
VALUES (%(work_item_id)s, %(state)s, %(now)s, %(reason)s)
    ON CONFLICT (work_item_id) DO UPDATE
   SET state = excluded.state, changed_at = excluded.changed_at, reason = excluded.reason;
