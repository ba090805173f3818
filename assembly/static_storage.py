"""The storage of static files in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Hashed file names, also in the imports between scripts."""

    support_js_module_import_aggregation = True
