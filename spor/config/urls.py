"""Every address, room by room. Danish nouns; codes, never ids."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, register_converter

from spor.base.codes import CodeConverter

register_converter(CodeConverter, "code")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("spor.home.urls")),
    path("", include("spor.access.urls")),
    path("", include("spor.forloeb.urls")),
    path("", include("spor.teaching.urls")),
    path("", include("spor.evidence.urls")),
    path("", include("spor.wellbeing.urls")),
    path("", include("spor.plans.urls")),
    path("", include("spor.portfolio.urls")),
    path("", include("spor.integrations.unilogin.urls")),
    path("", include("spor.integrations.aula.urls")),
    path("", include("spor.integrations.ical.urls")),
    path("", include("spor.integrations.calendar.urls")),
    path("", include("spor.integrations.timetable.urls")),
    path("", include("spor.integrations.digest.urls")),
    path("", include("spor.insight.urls")),
    path("", include("spor.privacy.urls")),
    path("", include("spor.integrations.imports.urls")),
    path("", include("spor.integrations.results.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("demo.urls")))

handler403 = "spor.home.errors.forbidden"
handler404 = "spor.home.errors.not_found"
handler500 = "spor.home.errors.server_error"
handler400 = "spor.home.errors.bad_request"
