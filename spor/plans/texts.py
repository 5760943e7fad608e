"""What a written text must be, whoever writes it."""

from django.utils.translation import gettext as _

from spor.base.errors import Refused
from spor.base.text import clean_text

TEXT_MAX = 2_000


def checked(text: str, *, may_be_empty: bool = False, most: int = TEXT_MAX) -> str:
    """The cleaned text. Raises Refused for an empty one where there must be something, and for one that is too long."""
    text = clean_text(text)
    if not text and not may_be_empty:
        raise Refused(_("Skriv noget, før du gemmer."), field="text")
    if len(text) > most:
        about = {"count": len(text), "most": most}
        raise Refused(
            _("Teksten har %(count)s tegn, og der er plads til %(most)s. Gør den kortere.") % about, field="text"
        )
    return text
