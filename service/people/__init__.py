"""Who works here: people, accounts on connections, teams with leads and dates, one-time links.

Owns person, team, membership, account, one_time_link and sign_in_attempt, and the view
participant: who takes part. May use `connections`. `actions` and `reads` hold people and teams;
accounts, links (passwords and sign-in too) and the import from CSV have files of their own.
"""
