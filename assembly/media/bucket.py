"""Uploads in an S3 bucket that stays private: the site serves its files."""

from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

IN_MEMORY = 2 * 1024 * 1024  # bytes of a file that is read; the rest of it goes to a temporary file
PATIENCE = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2})  # seconds


class MediaBucket(S3Storage):
    """Behaves as a folder of files does: the same addresses and errors, and nothing overwritten."""

    def get_default_settings(self):
        return {
            **super().get_default_settings(),
            "default_acl": None,  # the bucket's own rules
            "file_overwrite": False,
            "max_memory_size": IN_MEMORY,
            "client_config": PATIENCE,
        }

    def url(self, name, **kwargs):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def get_modified_time(self, name):
        """Return the moment when a file was stored. Raises FileNotFoundError."""
        try:
            return super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(f"File does not exist: {name}") from error
            raise
