"""The neighbour: speaks to Atlassian, knows nothing of us.

Owns the way from outside JSON to frozen dataclasses. `payloads.read` is the door: bytes in, one of
the events of `model` out, or `NotUnderstood` with a reason that a person can read; `events.table`
says what becomes of each event there is. `signature` and `tokens` say whether a sender is who it
claims to be; `rest` asks back. Nothing else of Gezel is imported here.
"""
