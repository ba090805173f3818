"""How an app joins the machinery that all apps share: see the `registrations` of each app."""


class Registry:
    """What the apps have registered with one piece of shared machinery.

    Iterating yields the items in the order of INSTALLED_APPS, and within an app in its own.
    """

    def __init__(self):
        self._items = []

    def __iter__(self):
        return iter(self._items)

    def register(self, *items):
        """Add items; ValueError where the name of one is taken."""
        names = {getattr(item, "name", None) for item in self} - {None}
        for item in items:
            if (name := getattr(item, "name", None)) in names:
                raise ValueError(f"“{name}” is registered already.")
            self._items.append(item)

    @property
    def by_name(self):
        """The items by their names, in order."""
        return {item.name: item for item in self}
