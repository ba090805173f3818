"""Tables that can be made from others, kept up to date in steps that each takes when it is read."""

from .registry import Registry

INDEXES = Registry()  # functions that bring an index up to date
