"""Protected identity: whoever has no relation to a pupil, or is kept away from it, meets neither name, school, class nor pictures.

Everybody else walks through every page they have and every file they can fetch, and tries the ways out: Aula, calendar and mail.
The pupil's name is protected and has no alias.
"""

import datetime as dt
import io
import re
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from spor.access.models import Restriction
from spor.base import files
from spor.evidence.models import ProductFile, Trace
from spor.integrations.digest.outbox import make_digests
from spor.integrations.ical.actions import make_calendar_address
from spor.integrations.models import Mail, MailAddress
from spor.people.models import Group, Person, School
from spor.plans.models import PlanSnapshot
from tests.cast import NOW
from tests.policy.cases import CASES
from tests.policy.doors import Doors
from tests.policy.school import LivingSchool
from tests.rooms.base import samples
from tests.rooms.integrations.aula_tokens import Signer, linked

NAMES = ("Zakarias", "Hemmeligsen")
PLACES = ("Gemmestedskolen", "5.Krypt")
WHERE_TAKEN = "Skjulevej 7"
# They know the class and the school, since they are of it.
INSIDE = ("pupil_peer", "parent_other_child", "substitute", "teacher_unrelated", "secretary")
OUTSIDE = ("anonymous", "stranger", "parent_no_custody", "guardian_ended", "other_school_teacher", "parent_custody")
KNOWS = {"class_teacher", "other_guardian", "pupil_self", "school_leader"}
HELD = re.compile(r'\b(?:href|src|poster|hx-get)="(/[^"\s#]*)')
PAGES_MAX = 60


def photographed() -> bytes:
    """A picture that says in its own data who, and where."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8825] = WHERE_TAKEN, "Zakarias Hemmeligsen", {1: "N", 2: (55.0, 40.0, 34.0)}
    sent = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(sent, "JPEG", exif=exif.tobytes(), comment=WHERE_TAKEN.encode())
    return sent.getvalue()


@pytest.fixture
def hidden(doors: Doors) -> Doors:
    """The pupil's name is protected, one guardian is kept away, and a classmate made the product together with the pupil."""
    school = doors.school
    given, family = NAMES
    Person.objects.filter(pk=school.pupil.pk).update(is_protected=True, given_name=given, family_name=family)
    PlanSnapshot.objects.update(pupil_name=" ".join(NAMES), school_name=PLACES[0], class_name=PLACES[1])
    School.objects.filter(pk=school.school.pk).update(name=PLACES[0])
    Group.objects.filter(pk=school.group.pk).update(name=PLACES[1])
    Restriction.objects.create(
        guardian=school.people["parent_custody"],
        pupil=school.pupil,
        set_by=school.author,
        reason="x",
        from_on=NOW.date() - dt.timedelta(days=1),
    )
    Trace.objects.create(pupil=school.peer, product=school.product, kind="product", at=NOW, author=school.pupil)
    kept = files.store(samples.upload(photographed(), "Zakarias Hemmeligsen.jpg"), now=NOW)
    ProductFile.objects.filter(pk=school.picture.pk).update(file=kept)
    return doors


def words(name: str) -> tuple[str, ...]:
    return NAMES if name in INSIDE or name == "municipal_analyst" else (*NAMES, *PLACES)


def walked(doors: Doors, name: str) -> dict[str, bytes]:
    """Every page and file that `name` comes to: those that the cases give them, and all that these lead to. Address → what it says."""
    waiting = ["/"] + [
        case.address(doors.school) for case in CASES if case.sends is None and name in case.to | case.spared
    ]
    found: dict[str, bytes] = {}
    while waiting and len(found) < PAGES_MAX:
        address = waiting.pop(0)
        if address in found or address.startswith(("/static/", "/komponenter/", "/forloeb/")):
            continue
        answer = doors.get(name, address)
        found[address] = answer.body + repr(sorted(answer.headers.items())).encode()
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [unescape(held) for held in HELD.findall(answer.body.decode())]
    return found


@pytest.mark.parametrize("name", [*INSIDE, *OUTSIDE, "municipal_analyst"])
def test_nobody_else_meets_a_protected_pupil(hidden: Doors, name: str) -> None:
    found = walked(hidden, name)
    assert len(found) > (0 if name == "anonymous" else 3)
    told = {(address, word) for address, said in found.items() for word in words(name) if word.encode() in said}
    assert not told


def test_those_around_the_pupil_do(hidden: Doors) -> None:
    """Without this the walk might find nothing because it finds nothing at all."""
    for name in sorted(KNOWS):
        said = b"".join(hidden.ask(name, case).body for case in CASES if case.name in ("pupil_plan", "group"))
        assert all(word.encode() in said for word in NAMES), name


def test_a_picture_says_neither_who_nor_where(hidden: Doors) -> None:
    sent = photographed()
    assert WHERE_TAKEN.encode() in sent and NAMES[1].encode() in sent
    case = next(case for case in CASES if case.name == "product_file")
    for name in sorted(case.to):
        if name == "parent_custody":
            continue
        answer = hidden.ask(name, case)
        said = answer.body + repr(answer.headers).encode()
        assert answer.status_code == 200 and not any(
            word in said for word in (b"Skjulevej", b"Hemmeligsen", b"Exif")
        ), name
        assert not dict(Image.open(io.BytesIO(answer.body)).getexif())
    for name in ("parent_custody", *OUTSIDE):
        assert hidden.ask(name, case).status_code == 404, name


def test_whoever_is_kept_away_is_refused_as_a_stranger_is(hidden: Doors) -> None:
    """Also what a restriction alone leaves open: products, goals, the class and its week."""
    for case in CASES:
        if "parent_custody" in case.to and "stranger" not in case.to | case.spared:
            assert not hidden.not_refused(hidden.ask("parent_custody", case), 404), case


@pytest.mark.parametrize("call", ["opgaveliste", "ugebrev"])
def test_aula_is_told_nothing(hidden: Doors, settings, tmp_path: Path, client, call: str) -> None:
    signer = Signer()
    linked(settings, tmp_path, signer)
    for name in ("pupil_peer", "parent_other_child", "parent_custody", "guardian_ended", "class_teacher"):
        headers = {"Authorization": f"Bearer {signer.token(hidden.school.people[name].uniid)}"}
        answer = client.get(f"/aula/{call}", {"currentWeekNumber": "2026-W48"}, headers=headers)
        assert not any(word.encode() in answer.content for word in words(name)), name
        assert answer.status_code == (200 if name in INSIDE else 403), name


def test_calendar_and_mail_tell_nothing(hidden: Doors, school: LivingSchool, client, actor) -> None:
    kept_away = school.people["parent_custody"]
    secret = make_calendar_address(actor=actor(kept_away))
    feed = client.get(f"/kalender/{secret}.ics")
    assert feed.status_code == 200 and b"BEGIN:VCALENDAR" in feed.content
    assert not any(word.encode() in feed.content for word in words("parent_custody")) and b"Novelle" not in feed.content
    MailAddress.objects.filter(person=kept_away).update(confirmed_at=NOW)
    make_digests(NOW.replace(hour=20))
    assert not Mail.objects.filter(person=kept_away).exists()
