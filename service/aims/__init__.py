"""What I say of myself, and who may hear it.

Owns placement, focus, findable and practice. May use `connections`, `people`, `work` and `skills`.
"""
