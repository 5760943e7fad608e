"""Focus points, agreements and talks for tests, made by the deeds themselves."""

import datetime as dt

from spor.plans.actions.focus import add_point, show_point, write_part
from spor.plans.actions.talks import call_talks
from spor.plans.models import FocusPoint, Talk
from tests.cast import NOW, Cast
from tests.rooms.evidence import work

NEXT_WEEK = NOW + dt.timedelta(days=8, hours=8, minutes=20)


def point(actor, cast: Cast, what: str = "At blive i scenen lidt længere", *, shown: bool = True, **more) -> FocusPoint:
    """A focus point of Oskar's in dansk, by Mette."""
    about = {"subject": cast.dansk, "area": "", "school": "Mette spørger ind"} | more
    found = add_point(actor=actor, pupil=cast.oskar, what=what, key=work.key(), **about)
    return show_point(actor=actor, point=found) if shown else found


def talk(actor, cast: Cast) -> Talk:
    """Oskar's talk next week."""
    at = {cast.oskar: NEXT_WEEK}
    return call_talks(actor=actor, group=cast.g5b, at=at, place="Lokale 12", key=work.key()[:20])[0]


def support(actor, found: FocusPoint, text: str, *, to_book: bool = False) -> None:
    """What a guardian does at home."""
    write_part(actor=actor, point=found, part="home", text=text, n=0, to_book=to_book)
