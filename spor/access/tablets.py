"""The session of a class's tablet (decision 0049). It belongs to the class, not to whoever opened it.

Opening one ends the opener's own session on that browser: its row is deleted, and nothing of it can be reached afterwards. The new
session holds the tablet's code and, while a child is at it, who said it was them and when it was last touched. It is nobody without a
child, and a child only for as long as the row is open, the child is in the class, and somebody is there.
"""

import datetime as dt
import time

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from spor.access.actor import Actor, nobody
from spor.access.models import ClassTablet, PictureMark
from spor.base import clock
from spor.people.models import Membership, Person, live

LASTS = dt.timedelta(minutes=45)
LASTS_MOST = dt.timedelta(hours=3)
IDLE_SECONDS = 120  # then the page itself goes back to the animals
_SLACK = 30
_POST_SECONDS = (
    600  # what a child has made is not lost because a browser without script could not say that it was being made
)

_TABLET, _CHILD, _SEEN = "tablet", "tablet_child", "tablet_seen"
# What a child at the tablet may ask for; all else does not exist there.
PAGES = frozenset(
    {
        "home",
        "capture",
        "hand_in",
        "hand_in_files",
        "hand_in_file_removal",
        "product_file",
        "form_token",
    }
)


def begin(request: HttpRequest, tablet: ClassTablet) -> None:
    """End this browser's session, whosever it was, and begin the tablet's."""
    request.session.flush()
    rotate_token(request)
    request.session[_TABLET] = tablet.code
    request.session.set_expiry(int((tablet.to_at - tablet.from_at).total_seconds()) + _POST_SECONDS)


def is_tablet(request: HttpRequest) -> bool:
    """Whether this browser is, or was, a class's tablet."""
    return _TABLET in request.session


def tablet_of(request: HttpRequest, now: dt.datetime) -> ClassTablet | None:
    """The tablet that this browser is, while it is open. One query, none for other browsers."""
    code = request.session.get(_TABLET)
    if not code:
        return None
    rows = ClassTablet.objects.filter(code=code, from_at__lte=now, to_at__gt=now)
    return rows.select_related("group__school", "opened_by").first()


def take(request: HttpRequest, mark: PictureMark) -> None:
    """The child of this mark is at the tablet now."""
    rotate_token(request)
    request.session[_CHILD], request.session[_SEEN] = mark.pupil_id, int(time.time())


def leave(request: HttpRequest) -> None:
    """Nobody is at it now: the animals again. A message meant for one child is not shown to the next. Another browser is left alone."""
    if not is_tablet(request):
        return
    for _said in get_messages(request):
        pass  # read, and so gone
    kept = {name: request.session[name] for name in (_TABLET,) if name in request.session}
    for name in list(request.session.keys()):
        if name not in kept:
            del request.session[name]


def end(request: HttpRequest) -> None:
    """This browser is no tablet any more."""
    request.session.flush()


def actor_of(request: HttpRequest, now: dt.datetime) -> Actor:
    """The child at the tablet, in the weakest of sessions; nobody when there is none, or the tablet is closed."""
    tablet = tablet_of(request, now)
    child = _child(request, tablet, now) if tablet else None
    if child is None:
        return nobody(now)
    return Actor(child.pk, now, on_tablet=True, memo={"person": child, "tablet": tablet})


def seconds_left(tablet: ClassTablet, now: dt.datetime) -> int:
    """Until it closes."""
    return max(0, int((tablet.to_at - now).total_seconds()))


def _child(request: HttpRequest, tablet: ClassTablet, now: dt.datetime) -> Person | None:
    """Who is at it, if anybody has touched it lately and the child is still in the class."""
    child, real = request.session.get(_CHILD), int(time.time())
    limit = _POST_SECONDS if request.method == "POST" else IDLE_SECONDS + _SLACK
    if child is None or real - request.session.get(_SEEN, 0) > limit:
        return None
    request.session[_SEEN] = real
    here = Membership.objects.filter(live(clock.today(now)), group=tablet.group_id, role=Membership.Role.PUPIL)
    return Person.objects.filter(pk=child, pk__in=here.values("person")).first()
