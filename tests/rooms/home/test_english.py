"""English is offered to homes, so every word of their pages is in its catalogue: half of it would be read aloud wrongly."""

import gettext as gettexts
import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from spor.evidence.models import Feedback, Remark, Trace
from spor.integrations.digest import letters, links
from spor.integrations.ical.actions import make_calendar_address
from spor.integrations.models import Mail, MailAddress
from spor.people.models import Account
from spor.plans.actions.focus import add_point, show_point
from spor.plans.models import Answer, AnswerReader, TalkEnd
from spor.teaching.models import DayOff
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work
from tests.rooms.home import families

FOLDER = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES"
# Said only inside these functions of the pages for homes, and not on every page that is opened below.
DAYS = (TODAY, TODAY.replace(day=27), TODAY.replace(day=29), TODAY.replace(month=12, day=23))


@pytest.fixture
def said(monkeypatch) -> Iterator[set[str]]:
    """Every text that is asked for while English is on."""
    found: set[str] = set()

    def listening(name: str, place: int = 0):
        plain = getattr(trans_real, name)

        def asked(*words):
            if translation.get_language() == "en":
                found.update(word for word in words[place : place + (2 if name.startswith("n") else 1)] if word)
            return plain(*words)

        return asked

    for name, place in (("gettext", 0), ("ngettext", 0), ("pgettext", 1)):
        monkeypatch.setattr(translation._trans, name, listening(name, place), raising=False)
    yield found


def _missing(words: set[str]) -> set[str]:
    """Those that neither our catalogue nor Django's own English knows."""
    folder = Path(django.conf.__file__).parent / "locale" / "da" / "LC_MESSAGES"
    known = set()
    for place in (FOLDER, folder):
        with (place / "django.mo").open("rb") as compiled:
            for key in gettexts.GNUTranslations(compiled)._catalog:
                known.add((key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2])
    return words - known


def test_every_word_of_the_pages_for_homes_is_in_english(client, cast: Cast, sign_in, said, settings, set_clock, actor):
    settings.MAIL_HOST = "127.0.0.1"
    Account.objects.update(language="en")
    sign_in(client, cast.henrik)
    client.get("/")
    families.evening(cast)
    families.bring(cast, cast.g5b, "sko", day=TODAY)
    said_of_it = Answer.objects.create(
        pupil=cast.oskar, snapshot=families.plan(cast, cast.oskar), by=cast.mette, at=NOW, text="Tak", key="b"
    )
    AnswerReader.objects.create(answer=said_of_it, person=cast.henrik)
    Feedback.objects.update(text="")
    families.talk(cast, cast.oskar, NOW.replace(month=12))
    TalkEnd.objects.create(talk=families.talk(cast, cast.oskar, NOW), kind="held", by=cast.mette, at=NOW)
    families.proposal(cast.oskar, cast.mette, "school", "Ti minutter")
    remark = Remark.objects.create(text="Han hjalp Viggo.", by=cast.mette, at=NOW, key="r")
    Trace.objects.create(pupil=cast.oskar, kind="remark", at=NOW, author=cast.mette, remark=remark)
    DayOff.objects.create(
        school=cast.kastanje, name="Jul", from_on="2026-12-21", to_on="2027-01-04", by=cast.lone, at=NOW, key="jul"
    )
    for day in DAYS:
        set_clock(NOW.replace(month=day.month, day=day.day))
        sign_in(client, cast.henrik)
        assert '<html lang="en">' in client.get("/").content.decode()
    set_clock(NOW)
    for hour in (8, 10, 14, 20):
        set_clock(NOW.replace(hour=hour))
        client.get("/")
    for address in (reverse("calendar"), reverse("digest")):
        client.get(address)
        client.post(address, {"address": "henrik@hjem.example"})
        client.post(address, {"address": "henrik"})
        client.post(address, {"address": "henrik@" + "x" * 300 + ".example"})
        client.get(address)
    MailAddress.objects.update(confirmed_at=NOW)
    client.get(reverse("digest"))
    settings.MAIL_HOST = ""
    client.get(reverse("digest"))
    client.post(reverse("digest"), {"address": "x@hjem.example"})
    with translation.override("en"):
        row = MailAddress.objects.get()
        for kind in Mail.Kind.values:
            letters.written(Mail(kind=kind), row)
    for link in (links.confirmation(row), links.farewell(row)):
        path = link.removeprefix(settings.ADDRESS)
        assert (client.get(path).status_code, client.post(path).status_code) == (200, 200)
    secret = make_calendar_address(actor=actor(cast.henrik))
    client.get(reverse("calendar_feed", args=[secret]))
    client.post(reverse("language"), {"language": "xx"})
    assert sorted(_missing(said)) == []


def test_the_compiled_catalogue_is_that_of_the_text(tmp_path):
    """`msgfmt spor/locale/en/LC_MESSAGES/django.po -o …/django.mo` after each change."""
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    with (FOLDER / "django.mo").open("rb") as compiled:
        known = gettexts.GNUTranslations(compiled)._catalog
    entries = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', text + "\n", re.M)
    joined = [tuple("".join(re.findall(r'"(.*)"\n', part)) for part in entry) for entry in entries]
    unescaped = {key.replace('\\"', '"').replace("\\n", "\n"): value for key, value in joined if key}
    assert set(unescaped) == {key for key in known if key and not isinstance(key, tuple)}
    assert all(unescaped.values())


def test_danish_stays_danish_for_whoever_works_here(client, cast: Cast, sign_in):
    """The pages for staff have no English words yet, so they are not mixed: not even for a teacher who is also a mother."""
    Account.objects.filter(person=cast.mette).update(language="en")
    sign_in(client, cast.mette)
    assert '<html lang="da">' in client.get("/").content.decode()


def test_plan_portfolio_and_week_are_in_english_too(client, cast: Cast, sign_in, said, actor):
    """The frame of them: what teachers and pupils wrote is never translated."""
    Account.objects.update(language="en")
    sign_in(client, cast.henrik)
    pages = [reverse(name, args=[cast.oskar.code]) for name in ("pupil_plan", "pupil_portfolio")] + ["/ugen/"]
    for address in pages:
        assert '<html lang="en">' in client.get(address).content.decode()
    families.evening(cast)
    families.bring(cast, cast.g5b, "sko", day=TODAY)
    shared = families.plan(cast, cast.oskar)
    answer = Answer.objects.create(pupil=cast.oskar, snapshot=shared, by=cast.henrik, at=NOW, text="Tak", key="b")
    AnswerReader.objects.create(answer=answer, person=cast.signe)
    families.talk(cast, cast.oskar, NOW.replace(month=12))
    TalkEnd.objects.create(talk=families.talk(cast, cast.oskar, NOW), kind="held", by=cast.mette, at=NOW)
    families.proposal(cast.oskar, cast.mette, "school", "Ti minutter")
    found = add_point(
        actor=actor(cast.mette),
        pupil=cast.oskar,
        subject=cast.dansk,
        area="",
        what="Scener",
        school="Vi spørger",
        key="f",
    )
    show_point(actor=actor(cast.mette), point=found)
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    work.handed_in_by(work.make_assignment(run, cast.goals[:1], cast.wordings[:1], title="Novelle"), cast.oskar)
    for address in [*pages, f"{pages[1]}?valg=udvalgte", f"{pages[1]}?fag=dan"]:
        assert '<html lang="en">' in client.get(address).content.decode()
    sign_in(client, cast.oskar)
    assert '<html lang="da">' in client.get(pages[0]).content.decode()
    assert sorted(_missing(said)) == []
