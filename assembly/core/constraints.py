"""What a database refused to save, in the words of the models; and what it cannot know."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import CharField, IntegerField, SlugField, TextField, UniqueConstraint

from .languages import LANGUAGES
from .registry import Registry

# Functions of a record from a content file, which no form has checked: each raises ValidationError
# if the record breaks a rule that is no constraint.
LOADING_CHECKS = Registry()
# Functions of such a record, called before: each gives it what the database has and the file lacks.
LOADING_KEEPS = Registry()


def check_values(record):
    """Raise ValidationError if a number, a slug or a text's length is one that no form accepts.

    A database keeps some of these rules, SQLite fewer, and none says which field broke them.
    """
    for field in record._meta.concrete_fields:
        is_translated = hasattr(record, f"{field.name}_{LANGUAGES[0]}")  # checked per language
        if not is_translated:
            try:
                _check_value(field, getattr(record, field.attname))
            except ValidationError as error:
                raise ValidationError(f"{field.name}: {error.messages[0]}") from error


def _check_value(field, value):
    if isinstance(field, IntegerField):
        field.run_validators(value)
    elif isinstance(field, CharField | TextField) and isinstance(value, str):
        if field.max_length:
            MaxLengthValidator(field.max_length)(value)
        if isinstance(field, SlugField):  # none may be empty, as slugs are addresses and keys
            if not value:
                raise ValidationError(field.error_messages["blank"])
            field.run_validators(value)


LOADING_CHECKS.register(check_values)


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
