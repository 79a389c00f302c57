"""The growth map: what I say of myself beside what colleagues saw, with the work both rest on.

Owns no table yet. Reads those of `people`, `work`, `skills`, `aims` and `feedback`, and only about
the person who asks.
"""
