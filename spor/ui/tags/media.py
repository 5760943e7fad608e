"""Sound and pictures. Each works as plain HTML (an audio player, a file field); its script makes it nicer."""

from typing import Any

from django.conf import settings
from django.template import Context, Library
from django.utils.translation import gettext as _

from spor.ui import sounds
from spor.ui.tags.assets import script_once

register = Library()


@register.inclusion_tag("ui/components/speak.html", takes_context=True)
def speak(
    context: Context, text: str, audio: str = "", label: str = "", *, keep: bool = False, then: str = ""
) -> dict[str, Any]:
    """A button that reads `text` aloud, or plays the recording at the URL `audio`. Second press stops.

    A fixed phrase (ui/sounds.py) is played as it was recorded. Shown only where it can work: a recording, or a Danish voice that
    lives on the device (others may send the text away); where that lacks, what was recorded of the text is played.
    `then` is a fixed phrase that is played after `audio`. `keep` fetches the recording at once, to be heard when the net is gone.
    """
    name = label or _("Læs højt: %(text)s") % {"text": text}
    found = sounds.recorded(str(text))
    parts = " ".join(found.sounds)
    return {
        "text": text,
        "audio": " ".join([audio, *sounds.recorded(then).sounds]) if audio else parts if found.is_whole else "",
        "instead": "" if audio or found.is_whole else parts,
        "keep": keep,
        "label": name,
        "script": script_once(context, "spor-speak"),
    }


@register.simple_tag
def sound_of(phrase: str) -> str:
    """The address of the recorded sound of a fixed phrase."""
    return sounds.address(phrase)


@register.inclusion_tag("ui/components/player.html", takes_context=True)
def player(
    context: Context, url: str, label: str, transcript: str = "", seconds: float | None = None
) -> dict[str, Any]:
    """A recording. `label` says whose («Hør Birgittes feedback til Alma»); `transcript` is the text version beside it."""
    return {
        "url": url,
        "label": label,
        "transcript": transcript,
        "seconds": seconds,
        "script": script_once(context, "spor-player"),
    }


@register.inclusion_tag("ui/components/recorder.html", takes_context=True)
def recorder(
    context: Context, name: str = "sound", label: str = "", max_seconds: int = 180, hint: str = "", *, big: bool = False
) -> dict[str, Any]:
    """Record a voice into the file field `name` of the form around it. Without script: a file field that opens the recorder.

    `big` are the buttons of 0.–3. klasse.
    """
    return {
        "name": name,
        "label": label or _("Optag"),
        "max_seconds": max_seconds,
        "hint": hint,
        "big": big,
        "script": script_once(context, "spor-recorder"),
    }


@register.inclusion_tag("ui/components/camera.html", takes_context=True)
def camera(
    context: Context,
    name: str = "files",
    label: str = "",
    *,
    multiple: bool = True,
    big: bool = False,
    accept: str = "image/*",
    hint: str = "",
    error: str = "",
) -> dict[str, Any]:
    """Take or choose pictures into the file field `name`: previews, a count, and a way to take one out again.

    `big` is the button of 0.–3. klasse. `accept` as in HTML, for forms that take other files too.
    """
    return {
        "name": name,
        "label": label or _("Tag et billede"),
        "multiple": multiple,
        "big": big,
        "accept": accept,
        "hint": hint,
        "error": error,
        "max_bytes": settings.FILE_MAX_BYTES,
        "max_megabytes": settings.FILE_MAX_BYTES // (1024 * 1024),
        "script": script_once(context, "spor-camera"),
    }
