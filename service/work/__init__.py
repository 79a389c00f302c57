"""Work items, who contributed to them in which role, and when something is done.

Owns work_item and contribution. May use `connections` and `people`.
"""
