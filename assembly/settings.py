"""All settings. What differs between machines comes from the environment, or from `.env`."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from assembly import services
from assembly.core.editor_extensions import OUR_EXTENSIONS
from assembly.core.language_names import label_in_language
from assembly.core.replicas import REPLICA
from assembly.names import assembly_names

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Whom to write to

CONTACT_EMAIL = env("CONTACT_EMAIL", default="")

# The contact for security reports, published in security.txt: a mailto:, https:// or tel: address.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
if SECURITY_CONTACT and not SECURITY_CONTACT.startswith(("mailto:", "https://", "tel:")):
    raise ImproperlyConfigured("SECURITY_CONTACT must start with mailto:, https:// or tel:.")

# Safety

DEBUG = env.bool("DEBUG", default=False)
if not (SECRET_KEY := env("SECRET_KEY", default="")):
    raise ImproperlyConfigured("SECRET_KEY is not set.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])

if not DEBUG:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # health checks come without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# What runs

INSTALLED_APPS = [
    "assembly",  # before modeltranslation, whose loaddata it extends
    "modeltranslation",  # before the admin, whose classes it extends
    "delegations",
    "news",
    "django_prose_editor",
    "csp",
    "assembly.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "assembly.pages.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "assembly.pages.content_policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "assembly.newsroom.scheduling.publish_due_copies",
]

ROOT_URLCONF = "assembly.urls"
WSGI_APPLICATION = "assembly.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "assembly.context_processors.assembly",
            ],
        },
    },
]

# The databases, and the cache that machines share. From where: assembly/services.py

DATABASES = services.databases(default=BASE_DIR / "db.sqlite3")
if REPLICA in DATABASES:
    DATABASE_ROUTERS = ["assembly.core.replicas.Router"]
# Where each process listens for changes of content; without it, it asks at each request.
LISTEN_DATABASE = services.listening_database(DATABASES)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = services.caches()

# The page cache

# Of each process; 0: no cache, so that an edited template is seen at once during development.
PAGE_CACHE_MEGABYTES = env.int("PAGE_CACHE_MEGABYTES", default=0 if DEBUG else 64)
EDGE_SECONDS = 1  # for which a proxy may answer without asking

# People

AUTH_USER_MODEL = "assembly.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]

# Languages and time

# Each with its name in that language. How to add one: docs/languages.md.
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "assembly" / "locale"]
TIME_ZONE = "Europe/Moscow"
USE_TZ = True
FORMAT_MODULE_PATH = ["assembly.formats"]

# The assembly, unless the environment names another

ASSEMBLY_NAME, ASSEMBLY_SHORT_NAME = assembly_names(
    [code for code, name in LANGUAGES],
    default=(
        {"en": "CSTO Parliamentary Assembly", "ru": "Парламентская Ассамблея ОДКБ"},
        {"en": "CSTO PA", "ru": "ПА ОДКБ"},
    ),
)

# The appointments that one form can save. Django's default limits, which bound the cost of a
# request, allow 65; here they cover the rest of the form.
FORM_ROWS = 500
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000 + FORM_ROWS * (
    # The fields of an appointment, and its texts in each language, three of which are the titles of
    # its statements: two, and the blank one.
    12 + 3 * 5 + (1 + 3) * len(LANGUAGES)
)
DATA_UPLOAD_MAX_NUMBER_FILES = 100 + FORM_ROWS  # a browser sends an empty one for each row
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    # In bytes: a text of 10 MB, far beyond the limit of any field, comes back with a message at its
    # field; a browser sends a Cyrillic letter, of two bytes, as six.
    30_000_000
    # The field names, short values and addresses, and the texts in each language, of at most 300
    # letters.
    + FORM_ROWS * (4_000 + 4 * 300 * 6 * len(LANGUAGES))
)

# A text that is missing in a language is never replaced by another language, except
# `with fallbacks():`, where a record only has to be identified.
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = tuple(code for code, name in LANGUAGES)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = label_in_language

# The rich text editor. What it can make: assembly/core/rich_text.py

DJANGO_PROSE_EDITOR_EXTENSIONS = OUR_EXTENSIONS

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or BASE_DIR / "staticfiles")
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default="") or BASE_DIR / "media")
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
# What `setup` loads into an empty site: the files in fixtures, or those of a folder there.
CONTENT = env("CONTENT", default="")
if CONTENT and not (BASE_DIR / "fixtures" / CONTENT).is_dir():
    raise ImproperlyConfigured(f"CONTENT is {CONTENT}, but there is no folder fixtures/{CONTENT}.")

STORAGES = {
    "default": services.media_storage(),
    "staticfiles": {"BACKEND": "assembly.static_storage.HashedModulesStorage"},
}
if DEBUG:  # runserver serves static files itself, unhashed
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
else:
    MIDDLEWARE.insert(2, "whitenoise.middleware.WhiteNoiseMiddleware")
