"""Spor's own settings, with one address more: the floor page. Only the benchmarks' server reads these."""

from spor.config.settings import *  # noqa: F403 # it is those settings, all of them
from spor.config.settings import INSTALLED_APPS as SPORS_APPS

INSTALLED_APPS = [*SPORS_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
WSGI_APPLICATION = "bench.wsgi.application"
# Hashed names as in service, without the minute that compressing them takes.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
