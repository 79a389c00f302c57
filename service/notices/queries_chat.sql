-- chat
-- The channel of a team, or of the organisation (no team).
SELECT chat.id, team_id, product, host, chat.language, person.name AS made_by, made_at
  FROM chat
  JOIN person ON person.id = chat.person_id
 WHERE team_id IS NOT DISTINCT FROM %(team_id)s;

-- put_chat
-- The channel of a team or the organisation, instead of the one it had.
INSERT INTO chat (team_id, product, address, host, language, person_id, made_at)
VALUES (%(team_id)s, %(product)s, %(address)s, %(host)s, %(language)s, %(person_id)s, %(now)s)
    ON CONFLICT ON CONSTRAINT chat_is_one_a_team DO UPDATE
   SET product = excluded.product, address = excluded.address, host = excluded.host,
       language = excluded.language, person_id = excluded.person_id, made_at = excluded.made_at;

-- drop_chat
-- Nothing is told in the channel of a team or the organisation any more.
DELETE FROM chat
 WHERE team_id IS NOT DISTINCT FROM %(team_id)s;

-- chats_without_message
-- Channels without a message of this day.
SELECT chat.id, team.name AS team, product, address, chat.language, rhythm
  FROM chat
  LEFT JOIN team ON team.id = chat.team_id
 WHERE NOT EXISTS (SELECT FROM letter
                    WHERE letter.chat_id = chat.id
                      AND letter.day = %(day)s)
 ORDER BY chat.id;

-- chat_to_tell
-- A channel by id.
SELECT chat.id, team.name AS team, product, address, chat.language, rhythm
  FROM chat
  LEFT JOIN team ON team.id = chat.team_id
 WHERE chat.id = %(id)s;

-- shared_news
-- Words that were shared with the team of a channel, or on the wall, and were not told there.
SELECT feedback.id
  FROM feedback
  JOIN chat ON chat.id = %(chat_id)s
 WHERE shared_at > greatest(chat.made_at, %(since)s::timestamptz)
   AND withdrawn_at IS NULL
   AND CASE WHEN chat.team_id IS NULL THEN readers = 'wall'
            ELSE readers = 'team'
                 AND EXISTS (SELECT FROM membership
                              WHERE membership.team_id = chat.team_id
                                AND membership.person_id = receiver_id
                                AND membership.until IS NULL) END
   AND NOT EXISTS (SELECT FROM told
                    WHERE told.chat_id = chat.id
                      AND told.kind = 'shared'
                      AND told.about_id = feedback.id)
 ORDER BY feedback.id;

-- write_message
-- The message of a day for a channel, once; the id.
INSERT INTO letter (chat_id, day, state, written_at, changed_at)
VALUES (%(chat_id)s, %(day)s, %(state)s, %(now)s, %(now)s)
    ON CONFLICT (person_id, chat_id, day) WHERE day IS NOT NULL DO NOTHING
RETURNING id;

-- tell_chat
-- What is told in a message.
INSERT INTO told (letter_id, chat_id, kind, about_id)
SELECT %(letter_id)s, %(chat_id)s, 'shared', about_id
  FROM unnest(%(about_ids)s::bigint[]) AS about_id
    ON CONFLICT ON CONSTRAINT nothing_is_told_twice DO NOTHING;

-- still_shared
-- Whether something that a message tells is still shared.
SELECT EXISTS (SELECT
                 FROM told
                 JOIN feedback ON feedback.id = about_id
                WHERE letter_id = %(letter_id)s
                  AND shared_at IS NOT NULL
                  AND withdrawn_at IS NULL);
