"""Who comes in: the register knows the Unilogin, and one of its institutions is a place where the register has the person now.

Nobody is made here. Whoever the register does not know is told whom to ask.
"""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from spor.base import clock
from spor.integrations.unilogin.claims import Claims
from spor.integrations.unilogin.refused import SignInRefused
from spor.people.models import Account, Person, School
from spor.people.queries import places_of


def admitted(claims: Claims, now: dt.datetime) -> Person:
    """The person of a believed token. Raises SignInRefused."""
    if claims.has_license is False and settings.UNILOGIN_LICENSE:
        words = _("Din skole har ikke givet adgang til Spor hos Unilogin.")
        raise SignInRefused("no_license", words, hint=_ask(claims))
    person = Person.objects.filter(uniid=claims.uniid).select_related("account").first()
    if person is None:
        words = _(
            "Vi kender ikke dit Unilogin endnu. Skolen sender navne til os hver nat, så er du ny, kan det gå til i morgen."
        )
        raise SignInRefused("unknown", words, hint=_ask(claims))
    account: Account | None = getattr(person, "account", None)
    if account is not None and not account.is_active:
        raise SignInRefused("closed", _("Dit login er lukket."), hint=_ask(claims))
    places = places_of(person.pk, clock.today(now))
    numbers = {number.upper() for number in places.numbers}
    if places.is_municipal:
        numbers |= {number.upper() for number in settings.MUNICIPALITY_NUMBERS}
    if not numbers:
        words = _("Du har ingen klasse, stilling eller børn på en skole, der bruger Spor her.")
        raise SignInRefused("nowhere", words, hint=_ask(claims))
    if not numbers & claims.institutions:
        words = _("Dit Unilogin hører til et andet sted end det, vi kender dig fra.")
        raise SignInRefused("other_institution", words, hint=_ask(claims))
    return person


def _ask(claims: Claims) -> str:
    """Whom to ask: the school's office where the token names a school of ours."""
    school = School.objects.filter(number__in=claims.institutions).order_by("number").first()
    if school is None:
        return _("Spørg kontoret på din skole. De kan se, hvad der mangler.")
    return _("Spørg kontoret på %(school)s. De kan se, hvad der mangler.") % {"school": school.name}
