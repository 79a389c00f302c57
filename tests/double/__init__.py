"""The double: Jira Cloud, Jira Data Center and Confluence of both kinds, over real HTTP.

`server.running(world)` serves a `World` that a test may change between calls; `Double.misbehave`
makes the next calls go wrong. What it hears and says as Cloud is held against Atlassian's own
OpenAPI documents (`checked`); what does not fit stands in `Double.faults`.
"""
