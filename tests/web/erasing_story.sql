-- Rows that name a person, each as it can stand there. Bob lived here; ME is of him, GIVEN from him.
UPDATE person SET is_administrator = true WHERE id = %(bob)s;
INSERT INTO pace VALUES (%(bob)s, 2, '{6,7}', 18, 8, NULL, %(now)s);
INSERT INTO account (connection_id, external_id, name, kind, claimed_by) VALUES (%(jira)s,
  'other', 'B.', 'person', %(bob)s);
INSERT INTO one_time_link VALUES ('x', 'enter', %(bob)s, %(now)s);
INSERT INTO body_look (delivery_id, connection_id, person_id, reason, at) VALUES (1, %(jira)s,
  %(bob)s, 'looked into it', %(now)s);
INSERT INTO published_page (connection_id, person_id, space_key) VALUES (%(jira)s, %(bob)s, 'B');
UPDATE skill_version SET made_by = %(bob)s;
INSERT INTO area_steward SELECT id, %(bob)s, %(now)s FROM area LIMIT 1;
INSERT INTO proposal (area_id, skill_id, version_id, proposer_id, state, typed, reason, saved_at,
  sent_at, answered_by, answered_at, accepted_version_id) SELECT area_id, skill.id, version.id,
  %(bob)s, 'accepted', '{}', 'ME', %(now)s, %(now)s, %(alice)s, %(now)s, version.id FROM skill
  JOIN skill_version AS version ON skill_id = skill.id LIMIT 1;
INSERT INTO proposal (area_id, proposer_id, state, typed, reason, saved_at, sent_at, answered_by,
  answered_at) SELECT id, %(alice)s, 'declined', '{}', 'x', %(now)s, %(now)s, %(bob)s, %(now)s
  FROM area LIMIT 1;
INSERT INTO proposal (area_id, proposer_id, state, typed, reason, saved_at) SELECT id, %(bob)s,
  'draft', '{"name_en": "ME"}', 'ME', %(now)s FROM area LIMIT 1;
INSERT INTO rule (skill_id, created_at, conditions, position, area_id, changed_at) SELECT id,
  %(now)s, '{"all": []}', 9, area_id, %(now)s FROM skill LIMIT 1;
INSERT INTO rule_change (rule_id, what, conditions, area_id, person_id, at) SELECT id, 'made',
  conditions, area_id, %(bob)s, %(now)s FROM rule ORDER BY id DESC LIMIT 1;
UPDATE link SET source = 'person', rule_id = NULL, added_by = %(bob)s;
INSERT INTO placement (person_id, skill_id, skill_version_id, level, placed_at) SELECT %(bob)s,
  skill_id, id, 3, %(now)s FROM skill_version LIMIT 1;
INSERT INTO focus (person_id, skill_id, slot, will_try, begun_at, trying_since) VALUES (%(bob)s,
  %(skill)s, 1, 'ME', %(now)s, %(now)s);
INSERT INTO findable_past VALUES (%(bob)s, 'teams', %(now)s, %(now)s);
INSERT INTO findable VALUES (%(bob)s, 'everyone', 'ME', %(now)s);
INSERT INTO practice VALUES (%(work)s, %(skill)s, %(bob)s, 'help', %(now)s);
INSERT INTO step (person_id, skill_id, kind, moment, deed, made_at) VALUES (%(bob)s, %(skill)s,
  'try', 'ME', 'ME', %(now)s);
INSERT INTO ask (work_item_id, giver_id, receiver_id, reason, state, slot, made_at, asked_at,
  opened_at, closes_at) VALUES (%(work)s, %(bob)s, %(charlie)s, 'named', 'open', 1, %(now)s,
  %(now)s, %(now)s, %(now)s);
INSERT INTO draft SELECT id, '{"moment": ["ME"]}', %(now)s FROM ask WHERE state = 'open';
INSERT INTO reaction (feedback_id, will_do, changed_at) VALUES (%(to_bob)s, 'ME', %(now)s);
INSERT INTO onward VALUES (%(from_bob)s, %(bob)s, %(now)s);
INSERT INTO thanks (giver_id, happened_on, effect, readers, given_at) VALUES (%(bob)s, %(now)s,
  'GIVEN', 'two', %(now)s), (%(alice)s, %(now)s, 'ME', 'two', %(now)s), (%(alice)s, %(now)s, 'to
  both', 'two', %(now)s);
INSERT INTO thanked (thanks_id, person_id) SELECT id, %(charlie)s FROM thanks WHERE effect IN
  ('GIVEN', 'to both');
INSERT INTO thanked (thanks_id, person_id) SELECT id, %(bob)s FROM thanks WHERE effect IN ('ME',
  'to both');
INSERT INTO trusted_person VALUES (1, %(bob)s, NULL, %(now)s), (2, %(dana)s, %(bob)s, %(now)s);
INSERT INTO report (feedback_id, reporter_id, giver_id, reason, words, reported_at) VALUES
  (%(to_bob)s, %(bob)s, %(alice)s, 'ME', 'ME', %(now)s);
INSERT INTO report (feedback_id, reporter_id, giver_id, reason, reported_at, closed_at, closed_by)
  VALUES (%(from_bob)s, %(alice)s, %(bob)s, 'x', %(now)s, %(now)s, %(bob)s);
INSERT INTO learned VALUES (1, %(now)s, 1, 3, 0, .1, .1, .1, .1);
INSERT INTO tendency VALUES (1, %(bob)s, 0, 1);
INSERT INTO map_published VALUES (%(bob)s, %(now)s);
INSERT INTO judgement VALUES (%(bob)s, 'a-case', 3, %(now)s);
INSERT INTO share (person_id, skill_id, audience, with_person_id, made_at, until) VALUES (%(bob)s,
  %(skill)s, 'team', NULL, %(now)s, %(now)s::timestamptz + interval '1 day'), (%(alice)s,
  %(skill)s, 'person', %(bob)s, %(now)s, %(now)s::timestamptz + interval '1 day');
INSERT INTO share_look SELECT id, %(bob)s, %(now)s FROM share WHERE person_id = %(alice)s;
INSERT INTO dialogue (person_id, skill_id, skill_version_id, level, state, made_at, note) SELECT
  person, skill_id, skill_version.id, 3, 'invited', %(now)s, note FROM skill_version, (VALUES
  (%(bob)s::bigint, 'ME'), (%(alice)s::bigint, 'ours')) AS of (person, note) WHERE skill_id =
  %(skill)s;
INSERT INTO dialogue_peer (dialogue_id, person_id, place, invited_at, accepted_at) SELECT id,
  %(bob)s, 1, %(now)s, %(now)s FROM dialogue WHERE person_id = %(alice)s;
INSERT INTO dialogue_answer SELECT dialogue_id, person_id, 1, 'seen', 'GIVEN' FROM dialogue_peer;
INSERT INTO let_be VALUES (%(bob)s, %(work)s, %(alice)s), (%(alice)s, %(work)s, %(bob)s);
INSERT INTO notice_choice VALUES (%(bob)s, 'asks', 'never');
INSERT INTO mail_choice VALUES (%(bob)s, 1, true);
INSERT INTO chat (product, address, host, language, person_id, made_at) VALUES ('slack', 'x',
  'example.org', 'en', %(bob)s, %(now)s);
INSERT INTO letter (person_id, day, state, written_at, changed_at) VALUES (%(bob)s, %(now)s,
  'sent', %(now)s, %(now)s);
INSERT INTO told SELECT id, person_id, NULL, 'ask', 1 FROM letter;
INSERT INTO budget_owner VALUES (%(bob)s, %(now)s), (%(dana)s, %(now)s);
INSERT INTO budget (name, person_id, currency, begins_on, ends_on, mode, made_at) VALUES ('Budget
  of ME', %(bob)s, 'EUR', %(now)s, %(now)s, 'trust', %(now)s);
INSERT INTO request (budget_id, person_id, title, kind, money, with_vat, minutes, why, way, state,
  made_at, tried, real_money, real_minutes) SELECT id, person, title, 'course', 100, true, 0, why,
  'trust', state, %(now)s, why, CASE state WHEN 'completed' THEN 100 END, CASE state WHEN
  'completed' THEN 0 END FROM budget, (VALUES (%(bob)s::bigint, 'ME spent', 'ME', 'completed'),
  (%(bob)s, 'ME reserved', 'ME', 'committed'), (%(bob)s, 'ME asked', 'ME', 'advice'), (%(alice)s,
  'hers', 'x', 'advice')) AS of (person, title, why, state);
INSERT INTO request_step (request_id, state, by_id, at, note) SELECT id, 'draft', person_id,
  %(now)s, why FROM request;
INSERT INTO request_step (request_id, state, by_id, at, note) SELECT id, 'question', %(bob)s,
  %(now)s, 'GIVEN' FROM request WHERE title = 'hers';
INSERT INTO advice (request_id, adviser_id, part, asked_at, said, said_at) SELECT id, CASE
  person_id WHEN %(bob)s THEN %(alice)s ELSE %(bob)s END, 'knows', %(now)s, CASE person_id WHEN
  %(bob)s THEN 'ME' ELSE 'GIVEN' END, %(now)s FROM request;
INSERT INTO proof (request_id, name, type, content, at) SELECT id, 'bill.pdf', 'application/pdf',
  'x', %(now)s FROM request;
INSERT INTO ledger (budget_id, kind, money, minutes, lot_on, by_id, at) SELECT id, 'grant', 1000,
  0, %(now)s, %(bob)s, %(now)s FROM budget;
INSERT INTO ledger (budget_id, request_id, kind, money, minutes, at) SELECT budget_id, id, CASE
  state WHEN 'completed' THEN 'spend' ELSE 'reserve' END, -100, 0, %(now)s FROM request WHERE
  state IN ('completed', 'committed');
INSERT INTO plan (budget_id, name, assumed, made_by, made_at, committed_by, committed_at) SELECT
  id, 'plan', '{}', %(bob)s, %(now)s, %(bob)s, %(now)s FROM budget;
INSERT INTO plan_line SELECT plan.id, request.id, 1, 0, 'first', true, 'of ME' FROM plan, request
  WHERE person_id = %(bob)s;
INSERT INTO team_share VALUES (%(bob)s, 'named', %(now)s);
INSERT INTO team_share_past VALUES (%(bob)s, 'counted', %(now)s, %(now)s);
INSERT INTO lead_offer VALUES (%(bob)s, %(skill)s, 'ME', %(now)s);
INSERT INTO team_count (team_id, skill_id, counted_at, alone, passes_on, wants) VALUES (%(team)s,
  %(skill)s, %(now)s, 5, 0, 0);
INSERT INTO team_counted SELECT id, %(bob)s, true, false, false, false FROM team_count;
INSERT INTO focus_count (team_id, skill_id, counted_at, focuses) VALUES (%(team)s,
  %(skill)s, %(now)s, 1);
INSERT INTO focus_counted SELECT id, %(bob)s, true FROM focus_count;
INSERT INTO introduction (skill_id, learner_id, helper_id, by_id, at) VALUES (%(skill)s, %(bob)s,
  %(alice)s, %(alice)s, %(now)s), (%(skill)s, %(alice)s, %(bob)s, %(alice)s, %(now)s), (%(skill)s,
  %(alice)s, %(charlie)s, %(bob)s, %(now)s);

INSERT INTO budget_change (what, was, became, person_id, by_id, at)
VALUES ('owner', 'no', 'yes', %(bob)s, %(bob)s, %(now)s);
