"""Which skills there are, what each level looks like, and which work practises them.

Owns area, skill, skill_version, skill_level, rule, link and answer, and what suggestions learn:
term, item_terms, skill_term, skill_learnt, vocabulary and suggestion_outcome. May use
`connections`, `people` and `work`.
"""
