"""Which skills there are, what each level looks like, and which work practises them.

Owns area, area_steward, skill, skill_version, skill_level, proposal, rule, link and answer, and
what suggestions learn: term, item_terms, skill_term, skill_learnt, vocabulary, suggestion_outcome.
May use `connections`, `people` and `work`.
"""
