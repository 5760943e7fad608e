"""How a child who does not write says how it goes with a focus point."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Face:
    """`text` is what the adults read."""

    icon: str
    label: str
    text: str


def faces() -> list[Face]:
    """How it goes with what is practised, never how the child is."""
    return [
        Face("laugh", _("Rigtig godt"), _("Det går rigtig godt.")),
        Face("smile", _("Godt"), _("Det går godt.")),
        Face("meh", _("Midtimellem"), _("Det går midtimellem.")),
        Face("frown", _("Det er svært"), _("Det er svært.")),
    ]
