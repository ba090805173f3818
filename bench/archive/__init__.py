"""Builds databases of many articles, with what belongs to them."""
