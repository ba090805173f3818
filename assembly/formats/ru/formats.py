"""How Russian pages write a date with a time: with a comma between."""

from ..inputs import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS, TIME_INPUT_FORMATS

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS", "TIME_INPUT_FORMATS"]

DATETIME_FORMAT = "j E Y г., G:i"
