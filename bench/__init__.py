"""Measures the site: `make bench`. See docs/speed.md for what it prints."""
