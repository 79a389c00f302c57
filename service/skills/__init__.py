"""Which skills there are, what each level looks like, and which work practises them.

Owns area, area_steward, skill, skill_version, skill_level, proposal, rule and link. May use
`connections`, `people` and `work`.
"""
