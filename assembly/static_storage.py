"""How static files are served in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModulesStorage(CompressedManifestStaticFilesStorage):
    """Files under the hash of their content, which the imports between scripts name too."""

    support_js_module_import_aggregation = True
