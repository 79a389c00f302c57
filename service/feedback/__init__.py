"""Asks to co-workers, their drafts and answers, and who may read which part of an answer.

Owns ask, draft, feedback and observation. May use connections, people, work, skills and aims.
"""
