"""Primary keys and identifiers for the rows of migration 0015."""


class Keys:
    """Gives the same thing the same key and identifier in each snapshot.

    `highest` are the highest primary keys in use, by label.
    """

    def __init__(self, highest):
        self.last = dict(highest)
        self.given = {}  # keys by label and thing
        self.made = set()  # keys of rows whose days others gave
        self.identifiers = {}  # by key
        self._taken = set()  # pairs of a body and an identifier

    def key(self, label, *thing):
        """Return the key of the row that is made of a thing, such as a delegation's own name."""
        if (label, thing) not in self.given:
            self.last[label] = self.last.get(label, 0) + 1
            self.given[label, thing] = f"{label}/{self.last[label]}"
            self.made.add(self.given[label, thing])
        return self.given[label, thing]

    def identifier(self, key, body, proposed):
        """Return the identifier of a row: the one first proposed, or with a number if taken."""
        if key not in self.identifiers:
            found, number = proposed, 2
            while (body, found) in self._taken:
                found, number = f"{proposed}-{number}", number + 1
            self._taken.add((body, found))
            self.identifiers[key] = found
        return self.identifiers[key]
