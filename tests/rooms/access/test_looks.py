"""Who looked: written or not shown, counted, sealed so that a change is found, told to the home without names."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.urls import reverse

from spor.access import guard, looks, seals
from spor.access.models import Hold, HoldRelease, Look, LookAlarm, LookPupil, LookSeal, Purpose
from spor.people.models import Person, Post
from tests.cast import NOW, TODAY, Cast

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)


def saw(actor, *pupils: Person, thing: str = "plan_live", **more: str) -> Look:
    guard.rule(actor, Person, "read")
    guard.page(actor, pupils, thing=thing, **more)
    return Look.objects.latest("pk")


def said(command: str, *words: str) -> str:
    out = io.StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


def test_a_look_says_what_the_reader_was_and_why(cast: Cast, actor) -> None:
    saw(actor(cast.mette), cast.oskar, cast.viggo, thing="goal")
    saw(actor(cast.henrik), cast.oskar)
    saw(actor(cast.ida), cast.oskar, thing="product")
    saw(actor(cast.birgitte), cast.oskar, words="Oskar")
    Purpose.objects.create(person=cast.susanne, pupil=cast.oskar, reason="Klage", from_at=NOW, to_at=NOW + DAY)
    assert saw(actor(cast.susanne), cast.oskar).purpose == "Klage"
    ties = list(LookPupil.objects.order_by("id").values_list("pupil_id", "tie", "look__words"))
    assert ties == [
        (cast.oskar.pk, "lead", ""),
        (cast.viggo.pk, "lead", ""),
        (cast.oskar.pk, "guardian", ""),
        (cast.oskar.pk, "cover", ""),
        (cast.oskar.pk, "", "Oskar"),
        (cast.oskar.pk, "purpose", ""),
    ]
    lines = said("who_saw", "oskar", "2026-11-25", "2026-11-25").splitlines()
    assert lines[-1] == "5 times" and lines[0].split("\t") == [
        "2026-11-25 08:00:00", "Mette Lindqvist", "lead", "goal"
    ]  # fmt: skip
    assert said("who_saw", cast.oskar.code, "2026-11-24", "2026-11-25T07:58") == "0 times\n"


def test_what_cannot_be_written_is_not_shown(cast: Cast, client, sign_in, monkeypatch) -> None:
    sign_in(client, cast.mette)
    plan = reverse("pupil_plan", args=[cast.oskar.code])
    assert cast.oskar.name in client.get(plan).content.decode()

    def full(*rows: object, **more: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(LookPupil.objects, "bulk_create", full)
    client.raise_request_exception = False
    answer = client.get(plan)
    assert answer.status_code >= 500 and cast.oskar.name not in answer.content.decode()


def _many(number: int) -> list[Person]:
    rows = [Person(uniid=f"m{each}", given_name=f"Nr{each}", seen_on=TODAY) for each in range(number)]
    return Person.objects.bulk_create(rows)


def test_whoever_reads_too_many_is_stopped_and_seen(cast: Cast, client, sign_in, actor, settings, set_clock) -> None:
    settings.LOOKS_LIMIT = 60
    many = _many(61)
    mette = actor(cast.mette)
    saw(mette, *many[:40])
    looks.forget()  # another process of the same server
    saw(mette, *many[20:60])
    assert not LookAlarm.objects.exists()
    saw(mette, *many[58:])
    assert LookAlarm.objects.get().persons == 61
    sign_in(client, cast.mette)
    plan = reverse("pupil_plan", args=[cast.oskar.code])
    answer = client.get(plan)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600") and "Vent lidt" in answer.content.decode()
    assert client.get("/").status_code == 200
    sign_in(client, cast.susanne)
    page = client.get(reverse("looks_without_relation")).content.decode()
    assert "Mette Lindqvist åbnede 61 elever" in page
    set_clock(NOW + 11 * MINUTE)
    sign_in(client, cast.mette)
    assert client.get(plan).status_code == 200


def test_what_was_read_long_ago_counts_no_more(cast: Cast, actor, settings) -> None:
    settings.LOOKS_LIMIT = 60
    many = _many(100)
    saw(actor(cast.mette), *many[:50])
    saw(actor(cast.mette, now=NOW + 11 * MINUTE), *many[50:])
    assert not LookAlarm.objects.exists()


def test_reading_a_class_asks_no_more_than_before(cast: Cast, actor, django_assert_num_queries) -> None:
    mette = actor(cast.mette)
    guard.rule(mette, Person, "read")
    with django_assert_num_queries(2 if connection.in_atomic_block else 4):
        guard.page(mette, [cast.oskar, cast.viggo], thing="goal")


def sealed(cast: Cast, actor) -> list[Look]:
    """Three days, each a stretch of its own: of two looks, of one and of two."""
    made = []
    for days, pupils in ((2, [cast.oskar, cast.viggo]), (1, [cast.oskar]), (0, [cast.viggo, cast.noor])):
        moment = NOW - days * DAY
        made += [saw(actor(cast.mette, now=moment), each) for each in pupils]
        assert seals.seal(moment) == 1 and seals.seal(moment) == 0
    return made


def test_a_day_is_proved(cast: Cast, actor) -> None:
    sealed(cast, actor)
    told = said("verify_log", "2026-11-23")
    assert told.startswith("2026-11-23: 2 looks at 2 pupils in 1 seals; 0 not sealed yet. Last seal: ")
    assert "5 looks at 5 pupils in 3 seals" in said("verify_log", "--all")
    saw(actor(cast.jonas), cast.oskar)
    assert "2 looks at 2 pupils in 1 seals; 1 not sealed yet" in said("verify_log")
    assert said("seal_looks").startswith(f"sealed to look {Look.objects.latest('pk').pk} ")


@pytest.mark.parametrize("deed", ["changed", "whom", "tie", "deleted", "put in", "pupil put in", "purpose"])
def test_a_change_behind_the_guard_is_found_on_its_day_only(cast: Cast, actor, deed: str) -> None:
    first, second, *_ = sealed(cast, actor)
    if deed == "changed":
        Look.objects.filter(pk=first.pk).update(actor_id=cast.jonas.pk)
    elif deed == "purpose":
        Look.objects.filter(pk=first.pk).update(purpose="Samtale")
    elif deed == "whom":
        LookPupil.objects.filter(look=first).update(pupil_id=cast.ella.pk)
    elif deed == "tie":
        LookPupil.objects.filter(look=first).update(tie="")
    elif deed == "deleted":
        first.delete()
    elif deed == "put in":
        Look.objects.filter(pk=second.pk).delete()
        Look.objects.create(pk=second.pk, at=second.at, actor_id=cast.jonas.pk, thing="goal")
    else:
        LookPupil.objects.create(look=second, pupil_id=cast.ella.pk, tie="lead")
    with pytest.raises(CommandError, match="not as it was sealed: 1 places"):
        said("verify_log", "2026-11-23")
    said("verify_log", "2026-11-24")


def test_a_change_of_the_chain_itself_is_found_on_any_day(cast: Cast, actor, settings) -> None:
    sealed(cast, actor)
    middle = LookSeal.objects.order_by("to_id")[1]
    looked = list(Look.objects.filter(pk__gt=middle.from_id, pk__lte=middle.to_id))
    middle.delete()
    for each in looked:
        each.delete()
    assert "does not follow on the seal before" in " ".join(seals.prove(TODAY).troubles)
    Look.objects.all().delete()
    LookSeal.objects.all().delete()
    sealed(cast, actor)
    LookSeal.objects.order_by("to_id")[0].delete()
    assert "there were looks before" in " ".join(seals.prove(TODAY).troubles)


def test_whoever_has_not_the_key_cannot_seal(cast: Cast, actor, settings) -> None:
    first, *_ = sealed(cast, actor)
    Look.objects.filter(pk=first.pk).update(actor_id=cast.jonas.pk)
    key, settings.LOOKS_KEY = settings.LOOKS_KEY, "guessed"
    forged = LookSeal.objects.order_by("to_id")[0]
    LookSeal.objects.filter(pk=forged.pk).update(digest=seals.read("", forged.from_id, forged.to_id).digest)
    settings.LOOKS_KEY = key
    assert len(seals.prove(TODAY - 2 * DAY).troubles) == 2  # its looks, and the seal that follows on it


def test_a_look_written_for_another_time_is_found(cast: Cast, actor) -> None:
    sealed(cast, actor)
    saw(actor(cast.jonas, now=NOW - 2 * DAY), cast.oskar)
    seals.seal(NOW)
    assert "after others that came later" in " ".join(seals.prove(TODAY).troubles)


def test_what_is_older_than_is_kept_goes_and_the_chain_holds(cast: Cast, actor, settings, set_clock) -> None:
    sealed(cast, actor)
    later = NOW + dt.timedelta(days=180)  # half a year after the second day
    set_clock(later)
    assert said("erase_old_looks") == "2 looks erased\n"
    assert Look.objects.count() == LookPupil.objects.count() == 3
    assert "3 looks at 3 pupils in 2 seals" in said("verify_log", "--all")
    assert said("erase_old_looks") == "0 looks erased\n"
    settings.LOOKS_MONTHS = 60
    set_clock(later + 40 * DAY)
    assert seals.drop(later + 40 * DAY) == 0
    settings.LOOKS_MONTHS = 6
    who = Person.objects.get(pk=LookPupil.objects.values("pupil_id")[:1])
    hold = Hold.objects.create(person=who, reason="Klage", set_by=cast.rikke, set_at=NOW, key="k")
    assert seals.drop(later + 40 * DAY) == 0, "a hold beats it"
    HoldRelease.objects.create(hold=hold, by=cast.rikke, at=NOW)
    assert seals.drop(later + 40 * DAY) == 3 and LookSeal.objects.count() == 1
    assert said("verify_log", "--all").startswith("All days: 0 looks")
    saw(actor(cast.mette, now=later + 40 * DAY), cast.oskar)
    seals.seal(later + 40 * DAY)
    assert "1 looks at 1 pupils in 1 seals" in said("verify_log", "--all")


def test_only_what_is_old_may_be_gone(cast: Cast, actor) -> None:
    sealed(cast, actor)
    first = LookSeal.objects.order_by("to_id")[0]
    Look.objects.filter(pk__lte=first.to_id).delete()
    LookSeal.objects.filter(pk=first.pk).update(dropped_at=NOW)
    assert "younger than 6 months" in " ".join(seals.prove(TODAY).troubles)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-11-25", 6, "2026-05-25"), ("2026-08-31", 6, "2026-02-28"), ("2026-03-31", 60, "2021-03-31")],
)
def test_months_are_counted_as_in_the_calendar(day: str, months: int, then: str) -> None:
    assert seals.keep_from(dt.datetime.fromisoformat(day), months) == dt.datetime.fromisoformat(then)


def test_the_home_sees_day_kind_and_purpose_and_no_name(cast: Cast, client, sign_in, actor) -> None:
    Purpose.objects.create(
        person=cast.susanne, pupil=cast.oskar, reason="Samtale med hjemmet", from_at=NOW - DAY, to_at=NOW + DAY
    )
    for moment in (NOW - DAY, NOW - DAY + MINUTE):
        saw(actor(cast.mette, now=moment), cast.oskar)
    saw(actor(cast.susanne), cast.oskar)
    saw(actor(cast.signe), cast.oskar)
    saw(actor(cast.mette), cast.viggo, thing="goal")
    page = reverse("looks_at_pupil", args=[cast.oskar.code])
    for who in (cast.henrik, cast.oskar):
        sign_in(client, who)
        text = client.get(page).content.decode()
        assert "Klasseleder · 2 gange, sidst kl. 8.01" in text and "Leder med en grund: «Samtale med hjemmet»" in text
        assert not any(each.given_name in text for each in (cast.mette, cast.susanne, cast.signe))
        assert page in client.get(reverse("who_sees", args=[cast.oskar.code])).content.decode()
    sign_in(client, cast.jens)
    assert client.get(page).status_code == 404
    sign_in(client, cast.mette)
    assert client.get(page).status_code == 403
    assert page not in client.get(reverse("who_sees", args=[cast.oskar.code])).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_many_looks_cost_what_one_does(
    cast: Cast, client, sign_in, actor, rows: int, django_assert_num_queries
) -> None:
    for each in range(rows):
        saw(actor(cast.mette, now=NOW - each * DAY), cast.oskar)
    sign_in(client, cast.henrik)
    client.get("/")
    with django_assert_num_queries(6):
        text = client.get(reverse("looks_at_pupil", args=[cast.oskar.code])).content.decode()
    assert text.count("Klasseleder") == rows


def test_older_looks_are_on_the_next_page(cast: Cast, client, sign_in, actor, monkeypatch) -> None:
    monkeypatch.setattr("spor.home.queries.looks.SHOWN", 1)
    saw(actor(cast.mette, now=NOW - DAY), cast.oskar, thing="goal")
    saw(actor(cast.mette), cast.oskar)
    sign_in(client, cast.henrik)
    page = reverse("looks_at_pupil", args=[cast.oskar.code])
    first = client.get(page)
    assert "Elevplan" in first.content.decode() and "25. november" in first.content.decode().lower()
    older = client.get(page, {"foer": NOW.astimezone(dt.UTC).isoformat()}).content.decode()
    assert "24. november" in older and "25. november" not in older
    assert client.get(page, {"foer": "\0x"}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_leader_sees_who_read_without_a_relation(
    cast: Cast, client, sign_in, actor, rows: int, django_assert_num_queries
) -> None:
    for each in (cast.oskar, cast.viggo, cast.noor)[:rows]:
        saw(actor(cast.birgitte), each)
    saw(actor(cast.mette), cast.classmate)
    saw(actor(cast.birgitte), cast.magnus)
    sign_in(client, cast.susanne)
    client.get("/")
    with django_assert_num_queries(8):
        text = client.get(reverse("looks_without_relation")).content.decode()
    assert text.count("Birgitte Olsen") == rows and "Oskar Dahl" in text and "Noor" not in text
    assert "Liva" not in text and "Magnus" not in text
    sign_in(client, cast.rikke)
    assert "Magnus" in client.get(reverse("looks_without_relation")).content.decode()
    sign_in(client, cast.susanne, mfa=False)
    assert client.get(reverse("looks_without_relation")).status_code == 404
    Post.objects.filter(person=cast.susanne).update(to_on=TODAY)
    sign_in(client, cast.susanne)
    assert client.get(reverse("looks_without_relation")).status_code == 404
