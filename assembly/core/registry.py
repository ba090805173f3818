"""Registries, in which apps register with shared machinery: see each app's `registrations.py`."""


class Registry:
    """What apps have registered with one piece of shared machinery, in order of registration."""

    def __init__(self):
        self._items = []

    def __iter__(self):
        return iter(self._items)

    def register(self, *items):
        """Add items; raise ValueError if an item of the same name is registered already."""
        names = {getattr(item, "name", None) for item in self} - {None}
        for item in items:
            if (name := getattr(item, "name", None)) in names:
                raise ValueError(f"“{name}” is registered already.")
            self._items.append(item)

    @property
    def by_name(self):
        """The items by their names, in order."""
        return {item.name: item for item in self}
