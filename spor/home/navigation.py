"""What the frame of every page shows: who is signed in and where they can go."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spor.access import sign_in, tablets
from spor.access.actor import Actor
from spor.home import parts
from spor.home.queries import me as mine
from spor.home.queries import tablet
from spor.ui.shell import Guest, Me, NavItem, Session, Shell

NOBODY = Shell()


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` for ui/shell.html. Costs nothing on a page that does not draw it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request)), "actor": getattr(request, "actor", None)}


def _shell(request: HttpRequest) -> Shell:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not actor.is_signed_in:
        return NOBODY
    place = _Place(request.path, off=parts.names_off(actor))
    if actor.on_tablet:
        return _at_tablet(actor, place)
    who = mine.signed_in(actor)
    items, tabs = _ways(place, who)
    return Shell(
        me=Me(name=who.name, place=who.place, key=who.code, icon=who.icon),
        items=tuple(items),
        classes=tuple(place.item(group.name, "users", "group", group.code) for group in who.groups)
        if who.teaches or who.covers
        else (),
        tabs=tuple(tabs),
        young=who.young,
        sign_out_url=reverse("sign_out"),
        tell_url=reverse("wishes") if who.has_post else "",
        window_url=reverse("support") if who.in_window else "",
        demo=settings.DEMO,
        session=_session(request, actor),
        language_code=get_language() or "da",
        home_url=reverse("home"),
    )


def _session(request: HttpRequest, actor: Actor) -> Session:
    """When it ends, and whether it is too weak for what its owner is employed to do."""
    employed = actor.is_staff or bool(actor.relations.municipal)
    return Session(
        left=-(-min(sign_in.seconds_left(request)) // 60) * 60,  # in begun minutes: a page asked for twice is the same
        time_url=reverse("session_time"),
        sign_in_url=reverse("sign_in"),
        stronger_url=reverse("unilogin") + "?staerkere" if employed and not actor.substantial else "",
    )


def _at_tablet(actor: Actor, place: "_Place") -> Shell:
    """A class's tablet: two places, and the way back to the animals."""
    mark, opened, child = tablet.mark_of(actor), actor.memo["tablet"], actor.memo["person"]
    guest = Guest(
        name=child.first_name,
        icon=mark.animal if mark else "user",
        colour=mark.colour if mark else "",
        leave_url=reverse("tablet_return"),
        pulse_url=reverse("tablet_pulse"),
        idle=tablets.IDLE_SECONDS,
        left=tablets.seconds_left(opened, actor.now),
    )
    ways = (
        place.item(_("Hjem"), "house", "home"),
        place.item(_("Vis"), "camera", "capture", is_main=True),
    )
    return Shell(guest=guest, tabs=ways, young=True, home_url=reverse("home"))


class _Place:
    """Where the reader is, so that the item they stand on is marked."""

    def __init__(self, path: str, off: Collection[str] = ()) -> None:
        """`off` are the names of the pages that belong to parts the reader's school has not taken into use."""
        self.path, self.off = path, off

    def item(self, label: str, icon: str, name: str, *args: str, **more: Any) -> NavItem:
        url = "" if name in self.off else reverse(name, args=args)
        current = self.path == url if url == "/" else bool(url) and self.path.startswith(url)
        return NavItem(label=label, url=url, icon=icon, current=current, **more)


def _ways(place: _Place, who: mine.SignedIn) -> tuple[list[NavItem], list[NavItem]]:
    """The destinations and the phone's tabs. Only what leads somewhere for this person: nobody meets a 404 from the menu."""
    if who.teaches:
        return _staff(place, who)
    return _cover(place, who) if who.covers else _others(place, who)


def _cover(place: _Place, who: mine.SignedIn) -> tuple[list[NavItem], list[NavItem]]:
    """A substitute has the day and the classes they cover."""
    items = [place.item(_("I dag"), "sun", "home"), place.item(_("Ugen"), "calendar-days", "week")]
    tabs = items + [place.item(group.name, "users", "group", group.code) for group in who.groups]
    return items, tabs[:5]


def _staff(place: _Place, who: mine.SignedIn) -> tuple[list[NavItem], list[NavItem]]:
    today = place.item(_("I dag"), "sun", "home")
    week = place.item(_("Ugen"), "calendar-days", "week")
    year = place.item(_("Årsplan"), "calendar-range", "years")
    forloeb = [place.item(_("Forløb"), "route", "forloeb_list")] if who.has_post else []
    feedback = place.item(_("Feedback"), "message-square-text", "queue", count=who.waiting)
    plans = place.item(_("Elevplaner"), "notebook-pen", "plans")
    capture = place.item(_("Gem et spor"), "camera", "capture", is_main=True)
    portfolio = place.item(_("Portfolio"), "images", "portfolios")
    return (
        [item for item in (today, week, *forloeb, year, feedback, plans, portfolio) if item.url],
        [item for item in (today, *forloeb, capture, feedback, plans) if item.url],
    )


def _others(place: _Place, who: mine.SignedIn) -> tuple[list[NavItem], list[NavItem]]:
    if who.runs_school or who.is_municipal:
        return _running(place, who)
    items = [place.item(_("Hjem"), "house", "home")]
    if who.is_pupil or who.children:
        items.append(place.item(_("Ugen"), "calendar-days", "week"))
    if who.is_pupil:
        items.append(place.item(_("Mål"), "target", "pupil_goals", who.code))
        items.append(place.item(_("Vis") if who.young else _("Gem et spor"), "camera", "capture", is_main=True))
        items.append(place.item(_("Mit spor"), "footprints", "pupil_portfolio", who.code))
    elif who.has_post:
        items.append(place.item(_("Forløb"), "route", "forloeb_list"))
    for child in who.children:
        items.append(place.item(child.first_name, "notebook-text", "pupil_plan", child.code))
    items = [item for item in items if item.url]
    return items, items[:5] if len(items) > 1 else []


def _running(place: _Place, who: mine.SignedIn) -> tuple[list[NavItem], list[NavItem]]:
    """Leader, secretary, and the municipality's own people."""
    home = _("Skolen") if who.leads_school else _("Skolerne") if who.is_analyst else _("Hjem")
    items = [place.item(home, "layout-dashboard" if who.leads_school or who.is_analyst else "house", "home")]
    if who.is_admin:
        items.append(place.item(_("Import"), "database-backup", "imports"))
    if who.runs_school:
        items += [place.item(_("Klasseledere"), "key-round", "class_leads", code) for code in who.school_codes[:1]]
    if who.leads_school or who.is_admin:
        items.append(place.item(_("Opslag"), "eye", "looks_without_relation"))
    if who.leads_school:
        items += [place.item(_("Udrulning"), "rocket", "school_rollout", code) for code in who.school_codes[:1]]
    elif who.is_admin or who.is_support:
        items.append(place.item(_("Støtte"), "shield-check", "support"))
        if who.is_admin:
            items.append(place.item(_("Fastholdelser"), "lock", "holds"))
            items.append(place.item(_("Fortegnelse"), "list-checks", "processing_record"))
    elif who.is_analyst:
        items += [place.item(_("Udrulning"), "rocket", "rollouts"), place.item(_("Ønsker"), "lightbulb", "wishes")]
    for child in who.children:
        items.append(place.item(child.first_name, "notebook-text", "pupil_plan", child.code))
    items = [item for item in items if item.url]
    return items, items[:5] if len(items) > 1 else []
