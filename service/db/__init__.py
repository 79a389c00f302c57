"""PostgreSQL: connections, named queries, migrations, and a server of our own where none is given.

Owns the way to the database, knows no table but `migration`. Uses only the base.
"""
