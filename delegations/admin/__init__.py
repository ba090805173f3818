from . import compositions, delegations, people

__all__ = ["compositions", "delegations", "people"]
