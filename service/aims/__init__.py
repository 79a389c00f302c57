"""What I say of myself: where I place myself on a skill, my wish to grow, and whom I gladly help.

Owns placement. May use `connections`, `people`, `work` and `skills`.
"""
