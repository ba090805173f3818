"""How Russian pages write a date with a time: with a comma between."""

DATETIME_FORMAT = "j E Y г., G:i"
