"""Texts of Gezel in other languages than English, and how they are found in the code."""
