"""What was typed rides along when the session is gone or the form's token stale (decision 0013). Works without JavaScript.

The posted fields are put, escaped, into the page that answers, and from there posted again to where they were going.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

PREFIX = "gemt-"
PATH_FIELD = "gemt"
_SKIPPED = {"csrfmiddlewaretoken", PATH_FIELD}

Fields = list[tuple[str, str]]


def kept(request: HttpRequest) -> Fields:
    """The posted text fields, in order, without the token. Files cannot ride along; the page says so."""
    return [(name, value) for name, values in request.POST.lists() if name not in _SKIPPED for value in values]


def is_our_own(request: HttpRequest) -> bool:
    """Whether the post came from a page of this installation."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def sign_in_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page with what was typed in it. Status 401, which is what the writing script looks for."""
    fields = kept(request) if is_our_own(request) else []
    context = {
        "path": request.path,
        "fields": [(PREFIX + name, value) for name, value in fields],
        "lost": request.FILES,
    }
    return render(request, "home/sign_in_again.html", context, status=401)


def carried(request: HttpRequest) -> tuple[str, Fields]:
    """What a sign-in form carried: the path it was going to ("" when none, or another site's) and the fields."""
    path = request.POST.get(PATH_FIELD, "")
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return "", []
    fields = [
        (name.removeprefix(PREFIX), value)
        for name, values in request.POST.lists()
        if name.startswith(PREFIX)
        for value in values
    ]
    return path, fields


def resume_page(request: HttpRequest, path: str, fields: Fields, status: int = 200) -> HttpResponse:
    """The page that shows what was typed and sends it on with one button."""
    return render(request, "home/resume.html", {"path": path, "fields": _shown(fields)}, status=status)


def too_long_page(request: HttpRequest, path: str, fields: Fields) -> HttpResponse:
    """What was typed is too long to wait while somebody signs in: here it is, to be copied first. Status 413."""
    return render(request, "home/too_long.html", {"path": path, "fields": _shown(fields)}, status=413)


def full_disk_page(request: HttpRequest) -> HttpResponse:
    """What was typed, and that there is no room for it just now. Status 507. Draws no frame: that would ask the database."""
    return _given_back(request, "home/full_disk.html", 507)


def failed_page(request: HttpRequest) -> HttpResponse:
    """What was typed when something of ours went wrong. Status 500."""
    return _given_back(request, "home/failed.html", 500)


def _given_back(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, {"path": request.path, "fields": _shown(kept(request))}, status=status)


def _shown(fields: Fields) -> list[tuple[str, str, bool]]:
    """Each field with whether it is long enough to be worth showing."""
    return [(name, value, len(value) > 60 or "\n" in value) for name, value in fields]
