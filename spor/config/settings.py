"""All settings, one file. Everything that differs between installations comes from the environment.

SPOR_DATA           folder for the database, files and the secret key (default: var/ in the checkout)
SPOR_DATABASE_URL   e.g. postgres://spor@/spor?host=/run/postgresql (default: SQLite in SPOR_DATA)
SPOR_ROW_SECURITY   true where the server logs in to PostgreSQL as a role that owns no table (docs/operations.md)
SPOR_SECRET_KEY     signing key (default: made once and kept in SPOR_DATA)
SPOR_DEMO           true for the demo school: the picker, the demo clock and no real sign-in
SPOR_HOSTS          comma list of host names this installation answers to
SPOR_HTTPS          true where a reverse proxy terminates TLS: secure cookies and HSTS
SPOR_LOOKS_MONTHS   how long it is kept who looked at whom: 6 to 60 months
SPOR_LOOKS_LIMIT    how many different pupils one login may read in ten minutes
SPOR_LOOKS_KEY      the key that seals who looked (default: made once and kept in SPOR_DATA)
SPOR_UNILOGIN_ISSUER, SPOR_UNILOGIN_CLIENT, SPOR_UNILOGIN_SECRET and more  how people sign in (docs/operations.md)
SPOR_AULA_ISSUER, SPOR_AULA_KEYS, SPOR_AULA_AUDIENCE, SPOR_AULA_CLAIM, SPOR_AULA_ORIGIN  whose tokens are believed (docs/operations.md)
SPOR_MAIL_HOST, SPOR_MAIL_PORT, SPOR_MAIL_TLS, SPOR_MAIL_LOGIN, SPOR_MAIL_WORD, SPOR_MAIL_FROM  the mail server, if any
SPOR_ADDRESS        this installation's own address, for links in mail, e.g. https://spor.example.dk
SPOR_DEBUG          true for Django's debug pages; never in production
"""

import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from environs import Env
from environs import validate as valid

env = Env()
ROOT = Path(__file__).resolve().parents[2]
DATA = Path(env.str("SPOR_DATA", str(ROOT / "var"))).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _kept_secret(path: Path) -> str:
    """Return the key kept in `path`, making it (readable by the owner only) on first use."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


SECRET_KEY = env.str("SPOR_SECRET_KEY", "") or _kept_secret(DATA / "secret-key")
DEBUG = env.bool("SPOR_DEBUG", False)
DEMO = env.bool("SPOR_DEMO", False)
ALLOWED_HOSTS = env.list("SPOR_HOSTS", ["127.0.0.1", "localhost", "testserver"])
HTTPS = env.bool("SPOR_HTTPS", False)

INSTALLED_APPS = [
    "spor.base",
    "spor.ui",
    "spor.people",
    "spor.curriculum",
    "spor.access",
    "spor.forloeb",
    "spor.teaching",
    "spor.evidence",
    "spor.wellbeing",
    "spor.plans",
    "spor.portfolio",
    "spor.insight",
    "spor.integrations",
    "spor.privacy",
    "spor.home",
    "spor.config.apps.ConfigConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
]

if DEMO:
    INSTALLED_APPS.append("demo")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "spor.access.middleware.ActorMiddleware",
    "spor.home.middleware.PartsMiddleware",
    "spor.home.full_disk.FullDiskMiddleware",
]

ROOT_URLCONF = "spor.config.urls"
WSGI_APPLICATION = "spor.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["spor.access.sign_in.AccountBackend"]
LOGIN_URL = "/log-ind/"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "spor.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "spor.home.navigation.shell",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": dict(env.dj_db_url("SPOR_DATABASE_URL", f"sqlite:///{DATA / 'spor.sqlite3'}"))
}
_db = DATABASES["default"]
_db["CONN_MAX_AGE"] = env.int("SPOR_CONN_MAX_AGE", 60)
if _db["ENGINE"] == "django.db.backends.sqlite3":
    _db["ENGINE"] = "spor.base.sqlite3"
    _db.setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    )
else:
    # Only what base.compiled asks is prepared. One plan for everybody's ids: it goes by the indexes, whoever has the most rows.
    _db.setdefault("OPTIONS", {}).setdefault("options", "-c plan_cache_mode=force_generic_plan")
# The second lock lives as long as a transaction, so a request is one (decision 0045).
ROW_SECURITY = env.bool("SPOR_ROW_SECURITY", False)
_db["ATOMIC_REQUESTS"] = ROW_SECURITY
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "da"
LANGUAGES = [
    ("da", "Dansk")
]  # a language is offered when its catalogue is complete: half of it would be read aloud wrongly
# What homes may choose for their own pages: see access.language.
HOME_LANGUAGES = [("da", "Dansk"), ("en", "English")]
LOCALE_PATHS = [ROOT / "spor" / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
TESTING = env.bool("SPOR_TESTING", False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names in service; plain ones in tests, where the live server reads from the rooms' folders.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "spor.ui.bundles.BundleFinder",
]
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

# Files handed in. Sizes in bytes.
FILES = DATA / "files"
ERASED = DATA / "erased.jsonl"  # who has been erased, for whoever restores a back-up (docs/operations.md)
FILE_MAX_BYTES = env.int("SPOR_FILE_MAX_BYTES", 25 * 1024 * 1024)
# Long work begins in a thread beside the request that asked for it; `./run work` takes up what is left. Tests do it in the request.
JOBS_BESIDE_REQUESTS = env.bool("SPOR_JOBS_BESIDE_REQUESTS", not TESTING)
REGISTER_MAX_BYTES = env.int("SPOR_REGISTER_MAX_BYTES", 200 * 1024 * 1024)

# The national register's service (STIL, WsiEksport 7). Nothing is fetched before the first two are set.
STIL_SYSTEM = env.str("SPOR_STIL_SYSTEM", "")  # UdbydersystemId
STIL_CERTIFICATE = env.str("SPOR_STIL_CERTIFICATE", "")  # a PKCS#12 file, or PEM
STIL_KEY = env.str("SPOR_STIL_KEY", "")  # PEM, where the key is not in the same file
STIL_PASSWORD = env.str("SPOR_STIL_PASSWORD", "")
STIL_PACKAGE = env.str("SPOR_STIL_PACKAGE", "Fuld")
STIL_ADDRESS = env.str("SPOR_STIL_ADDRESS", "https://brugerdatabasen.stil.dk/bpi/wsieksport/7")
STIL_AUTHORITY = env.str("SPOR_STIL_AUTHORITY", "")  # certificates of who may have issued the service's
STIL_TIMEOUT = env.float("SPOR_STIL_TIMEOUT", 120)  # seconds for one institution's answer
STIL_MAX_BYTES = env.int("SPOR_STIL_MAX_BYTES", 64 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "spor.base.files.receiving.LimitedUpload",  # reads past what is above FILE_MAX_BYTES
]

# Sessions: 12 h absolute, 3 h idle (decided in docs/architecture.md, Rights).
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
SIGNED_OUT_VIEW = "spor.home.errors.signed_out"
CSRF_FAILURE_VIEW = "spor.home.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "media-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# The smallest number of persons behind a shown figure.
SMALL_CELL = env.int("SPOR_SMALL_CELL", 5)
# The smallest number of staff behind one: a class is a teacher.
SMALL_STAFF = env.int("SPOR_SMALL_STAFF", 3)
# A municipality may contest these; see docs/architecture.md, Rights.
PARENTS_SEE_FEEDBACK = env.bool("SPOR_PARENTS_SEE_FEEDBACK", True)

# Who looked is kept six months unless the municipality chose longer, sealed under a key that is not in the database (decision 0065).
LOOKS_MONTHS = env.int("SPOR_LOOKS_MONTHS", 6, validate=valid.Range(min=6, max=60))
LOOKS_LIMIT = env.int("SPOR_LOOKS_LIMIT", 200)
LOOKS_KEY = env.str("SPOR_LOOKS_KEY", "") or _kept_secret(DATA / "looks-key")

# Sign-in by Unilogin (OpenID Connect). Without issuer and client nobody signs in by it.
UNILOGIN_ISSUER = env.str("SPOR_UNILOGIN_ISSUER", "")
UNILOGIN_CLIENT = env.str("SPOR_UNILOGIN_CLIENT", "")
UNILOGIN_SECRET = env.str("SPOR_UNILOGIN_SECRET", "")
UNILOGIN_ASKS_AGAIN = env.bool("SPOR_UNILOGIN_ASKS_AGAIN", True)  # prompt=login: the machine may be shared by a class
UNILOGIN_STRONGER = env.str("SPOR_UNILOGIN_STRONGER", "https://data.gov.dk/concept/core/nsis/loa/Substantial")
UNILOGIN_INTROSPECTS = env.bool("SPOR_UNILOGIN_INTROSPECTS", True)
UNILOGIN_LICENSE = env.bool("SPOR_UNILOGIN_LICENSE", True)  # refuse whom Unilogin says has no licence
# Institution numbers of the municipality itself: where its own people's Unilogin belongs.
MUNICIPALITY_NUMBERS: list[str] = env.list("SPOR_MUNICIPALITY_NUMBERS", [])

# From this age a pupil asks alone for a copy of all that is held.
OWN_COPY_AGE = env.int("SPOR_OWN_COPY_AGE", 15)

# What Aula shows comes from here. Without issuer, keys (a file or an https address) and audience every call is answered 503.
AULA_ISSUER = env.str("SPOR_AULA_ISSUER", "")
AULA_KEYS = env.str("SPOR_AULA_KEYS", "")
AULA_AUDIENCE: list[str] = env.list("SPOR_AULA_AUDIENCE", [])
AULA_CLAIM = env.str("SPOR_AULA_CLAIM", "uniid")
AULA_ORIGIN = env.str("SPOR_AULA_ORIGIN", "https://www.aula.dk")
AULA_VERIFIER = env.str("SPOR_AULA_VERIFIER", "spor.integrations.aula.tokens.by_published_keys")

# Mail: one message a day at most, to those who asked for it. The digest of a day is made from this hour on (Copenhagen).
MAIL_HOST = env.str("SPOR_MAIL_HOST", "")
MAIL_PORT = env.int("SPOR_MAIL_PORT", 587)
MAIL_TLS = env.str("SPOR_MAIL_TLS", "starttls")  # starttls, ssl or none
MAIL_LOGIN = env.str("SPOR_MAIL_LOGIN", "")
MAIL_WORD = env.str("SPOR_MAIL_WORD", "")
MAIL_FROM = env.str("SPOR_MAIL_FROM", "Spor <spor@localhost>")
MAIL_HOUR = env.int("SPOR_MAIL_HOUR", 16)
ADDRESS = env.str("SPOR_ADDRESS", "http://127.0.0.1:8000").rstrip("/")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("SPOR_LOG_LEVEL", "WARNING")},
}
