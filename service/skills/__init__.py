"""Which skills there are, what each level looks like, and which work practises them.

Owns area, skill, skill_version, skill_level, rule and link. May use `connections`,
`people` and `work`.
"""
