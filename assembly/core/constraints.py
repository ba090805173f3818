"""What a database refused to save, in the words of the models; and what it cannot know."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, UniqueConstraint

from .languages import LANGUAGES
from .registry import Registry

# Functions of a record from a content file, which no form has checked: each raises ValidationError
# if the record breaks a rule that is no constraint.
LOADING_CHECKS = Registry()
# Functions of such a record, called before: each gives it what the database has and the file lacks.
LOADING_KEEPS = Registry()


def check_lengths(record):
    """Raise ValidationError if a text is too long for its column, of which SQLite keeps no rule."""
    for field in record._meta.concrete_fields:
        text = getattr(record, field.attname)
        is_translated = hasattr(record, f"{field.name}_{LANGUAGES[0]}")  # checked per language
        if isinstance(field, CharField) and isinstance(text, str) and not is_translated:
            try:
                MaxLengthValidator(field.max_length)(text)
            except ValidationError as error:
                raise ValidationError(f"{field.name}: {error.messages[0]}") from error


LOADING_CHECKS.register(check_lengths)


def broken_rule(models, error):
    """Return the message of the constraint that a database error names, or None."""
    for model in models:
        for rule in model._meta.constraints:
            has_message = rule.violation_error_message != rule.default_violation_error_message
            if has_message and _names(error, model, rule):
                return rule.get_violation_error_message()
    return None


def _names(error, model, rule):
    said = str(error)
    if isinstance(rule, UniqueConstraint) and rule.fields:
        # SQLite names the columns of such a constraint instead.
        columns = [model._meta.get_field(name).column for name in rule.fields]
        listed = ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
        return rule.name in said or said.endswith(f": {listed}")
    return rule.name in said


def is_taken(error):
    """Return whether a database error says that another record has a value that must be unique."""
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) == "23505"  # PostgreSQL's unique_violation
        or getattr(cause, "sqlite_errorname", None) == "SQLITE_CONSTRAINT_UNIQUE"
    )
