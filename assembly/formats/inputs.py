"""How dates and times may be typed, the same in every language: see the formats of each.

ISO 8601 always; otherwise the day first, as in Russian and in the assembly's English, with a year
of four digits, so that nothing can be read in two ways. The first format of each is what scripts
write into a field.
"""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]
DATETIME_INPUT_FORMATS = [
    f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS
]
