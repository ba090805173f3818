from . import compositions, delegations, people, terms

__all__ = ["compositions", "delegations", "people", "terms"]
