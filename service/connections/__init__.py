"""One Jira or Confluence that Gezel listens to, what of it was chosen, and what it sent.

Owns connection, project, done_status, lookup and delivery. Uses only the base.
"""
