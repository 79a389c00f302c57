"""One Jira or Confluence that Gezel listens to, its secret, and the deliveries it sent.

Owns connection and delivery. Uses only the base.
"""
