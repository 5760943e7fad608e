"""The words of the two messages. Nothing personal is in either: no name, no school, nothing of what is new."""

from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from django.conf import settings
from django.utils.translation import gettext as _

from spor.base import clock
from spor.integrations.digest import links
from spor.integrations.models import Mail, MailAddress


def written(mail: Mail, row: MailAddress) -> EmailMessage:
    """The message of a row of the outbox, to its address."""
    message = EmailMessage()
    message["From"], message["To"] = settings.MAIL_FROM, row.address
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=settings.MAIL_FROM.rpartition("@")[2].strip("> ") or "spor")
    message["Auto-Submitted"] = "auto-generated"
    if mail.kind == Mail.Kind.DIGEST:
        message["Subject"] = _("Der er nyt i Spor")
        message["List-Unsubscribe"] = f"<{links.farewell(row)}>"
        message.set_content(_digest(row))
    else:
        message["Subject"] = _("Bekræft din adresse i Spor")
        message.set_content(_confirmation(row))
    return message


def _digest(row: MailAddress) -> str:
    return _(
        "Der er nyt i Spor.\n\n%(home)s\n\n"
        "Du får højst én besked om dagen. Vil du ikke have den mere, så slå den fra her:\n%(stop)s\n"
    ) % {"home": links.home(), "stop": links.farewell(row)}


def _confirmation(row: MailAddress) -> str:
    return _(
        "Nogen har bedt om at få besked på denne adresse, når der er nyt i Spor.\n\n"
        "Er det dig, så bekræft her inden syv dage:\n%(link)s\n\n"
        "Er det ikke dig, så gør ikke noget. Så hører du ikke mere.\n"
    ) % {"link": links.confirmation(row)}
