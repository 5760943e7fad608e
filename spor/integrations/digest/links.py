"""The links in mail. They are signed and name a row and its address; nothing is kept of them, and none says whose they are."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from spor.integrations.models import MailAddress

CONFIRM, STOP = "mail-confirm", "mail-stop"
CONFIRM_WITHIN = 7 * 24 * 3600
STOP_WITHIN = 2 * 365 * 24 * 3600


def confirmation(row: MailAddress) -> str:
    return _link("digest_confirmation", row, CONFIRM)


def farewell(row: MailAddress) -> str:
    return _link("digest_farewell", row, STOP)


def home() -> str:
    return settings.ADDRESS + reverse("home")


def row_of(token: str, salt: str) -> MailAddress | None:
    """The row that a link speaks of; None when it is forged, too old, or the address has been changed or taken away since."""
    within = CONFIRM_WITHIN if salt == CONFIRM else STOP_WITHIN
    try:
        code, address = signing.loads(token, salt=salt, max_age=within)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return MailAddress.objects.filter(code=code, address=address).select_related("person__account").first()


def language_of(row: MailAddress) -> str:
    """The language in which its owner reads Spor."""
    account = getattr(row.person, "account", None)
    return account.language if account and account.language in dict(settings.HOME_LANGUAGES) else "da"


def _link(name: str, row: MailAddress, salt: str) -> str:
    token = signing.dumps([row.code, row.address], salt=salt)
    return settings.ADDRESS + reverse(name, args=[token])
