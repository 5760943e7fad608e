"""What the shell of every page shows: who is signed in and where they can go."""

from typing import Any

from django.http import HttpRequest

from spor.ui.shell import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for ui/shell.html."""
    return {"shell": Shell()}
