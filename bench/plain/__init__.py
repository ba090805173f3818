"""A plain Django site to compare with: a constant answer, and an article from the same table."""
