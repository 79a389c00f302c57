"""The REST client: Jira and Confluence, Cloud and Data Center, behind the same functions.

A `Client` is made from a frozen `Site` and keeps nothing but its open connections; what is asked
and told stands in modules by noun: `jira`, `issues`, `webhooks`, `remote_links`, `confluence`,
`pages`, `oauth`, `personal_data`. Every answer becomes a frozen dataclass, every refusal an error
of `errors` that says what to do. Uses requests and the standard library.
"""
