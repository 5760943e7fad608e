"""One tap, the adults the pupil chose or nobody, the last word only, and no history."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from spor.access import guard
from spor.access.models import Draft, Event, Restriction, TeamRole
from spor.base import clock
from spor.base.errors import Refused
from spor.people.models import Guardianship
from spor.ui import sounds
from spor.wellbeing.actions.check_in import check_in, hide_from, let_see
from spor.wellbeing.models import CheckIn, CheckInReader, Said, Scale
from spor.wellbeing.queries.adults import adults_of
from spor.wellbeing.queries.own import asked, own_page
from tests.cast import NOW, TODAY, Cast

DAY = dt.timedelta(days=1)
OLDER = ("Rigtig godt", "Godt", "Sådan da", "Ikke godt", "Det vil jeg ikke sige")
CHOSEN = "Kun de voksne, du har valgt, ser det."


def readers() -> set[str]:
    return set(CheckInReader.objects.values_list("person__uniid", flat=True))


def test_said_with_one_tap_nobody_sees_it(cast: Cast, actor) -> None:
    said = check_in(actor=actor(cast.alma), pupil=cast.alma, answer="bad")
    assert (said.answer, said.scale, said.group, said.on) == ("bad", Scale.YOUNG, cast.g2a, TODAY)
    assert not readers()
    for each in ("birgitte", "ali", "susanne", "henrik", "lone"):
        assert not guard.visible(actor(cast.people[each]), CheckIn).exists(), each
    assert guard.visible(actor(cast.alma), CheckIn).get() == said


def test_the_pupil_lets_adults_in_and_out(cast: Cast, actor) -> None:
    me = actor(cast.alma)
    check_in(actor=me, pupil=cast.alma, answer="bad")
    for _twice in range(2):
        let_see(actor=me, pupil=cast.alma, adult=cast.ali.code)
    let_see(actor=me, pupil=cast.alma, adult=cast.signe.code)
    assert readers() == {"ali", "signe"}
    assert guard.visible(actor(cast.ali), CheckIn).exists() and guard.visible(actor(cast.signe), CheckIn).exists()
    assert not guard.visible(actor(cast.birgitte), CheckIn).exists()  # leads the class, and was not chosen
    assert not guard.visible(actor(cast.henrik), CheckIn).exists()  # the other home was not chosen
    hide_from(actor=me, pupil=cast.alma, adult=cast.ali.code)
    assert readers() == {"signe"}
    hide_from(actor=me, pupil=cast.alma)
    assert not readers()


def test_a_reader_whose_relation_ends_sees_nothing(cast: Cast, actor) -> None:
    me = actor(cast.alma)
    check_in(actor=me, pupil=cast.alma, answer="bad")
    for each in (cast.ali, cast.signe):
        let_see(actor=me, pupil=cast.alma, adult=each.code)
    TeamRole.objects.filter(person=cast.ali).update(to_on=TODAY)
    Restriction.objects.create(
        guardian=cast.signe, pupil=cast.alma, set_by=cast.susanne, reason="x", from_on=TODAY - DAY
    )
    assert not guard.visible(actor(cast.ali), CheckIn).exists()
    assert not guard.visible(actor(cast.signe), CheckIn).exists()
    assert {each.id for each in adults_of(me)} == {cast.birgitte.pk, cast.henrik.pk}


def test_those_chosen_last_see_the_next_and_a_choice_ends_with_what_it_was_about(cast: Cast, actor) -> None:
    check_in(actor=actor(cast.alma), pupil=cast.alma, answer="good")
    let_see(actor=actor(cast.alma), pupil=cast.alma, adult=cast.ali.code)
    tomorrow = actor(cast.alma, now=NOW + DAY)
    question = asked(tomorrow)
    assert question is not None and [each.name for each in question.readers] == ["Ali Haddad"]  # said before the tap
    check_in(actor=tomorrow, pupil=cast.alma, answer="great")
    assert CheckIn.objects.get(on=TODAY + DAY).readers.get().person == cast.ali
    later = asked(actor(cast.alma, now=NOW + 30 * DAY))
    assert later is not None and later.readers == [] and not later.is_answered


def test_said_again_it_is_the_last_word_and_what_one_will_not_say_nobody_sees(cast: Cast, actor) -> None:
    me = actor(cast.alma)
    check_in(actor=me, pupil=cast.alma, answer="bad")
    let_see(actor=me, pupil=cast.alma, adult=cast.ali.code)
    check_in(actor=me, pupil=cast.alma, answer="good")
    assert CheckIn.objects.get().answer == "good" and readers() == {"ali"}
    check_in(actor=me, pupil=cast.alma, answer="untold")
    assert CheckIn.objects.get().answer == "untold" and not readers()
    with pytest.raises(Refused):
        let_see(actor=me, pupil=cast.alma, adult=cast.ali.code)


def test_only_the_pupil_says_it_and_only_adults_around_are_let_in(cast: Cast, actor) -> None:
    for each in (cast.birgitte, cast.signe, cast.oskar, cast.susanne):
        with pytest.raises((Http404, PermissionDenied)):
            check_in(actor=actor(each), pupil=cast.alma, answer="good")
    me = actor(cast.alma)
    with pytest.raises(Refused):
        check_in(actor=me, pupil=cast.alma, answer="super")
    with pytest.raises(Refused):
        let_see(actor=me, pupil=cast.alma, adult=cast.ali.code)  # nothing said yet
    check_in(actor=me, pupil=cast.alma, answer="good")
    for stranger in (cast.otto, cast.oskar, cast.jens, cast.susanne):
        with pytest.raises(Refused):
            let_see(actor=me, pupil=cast.alma, adult=stranger.code)


def test_the_adults_are_those_with_a_live_relation_each_once(cast: Cast, actor) -> None:
    assert [(each.name, each.what) for each in adults_of(actor(cast.alma))] == [
        ("Birgitte Olsen", "leder klassen, Dansk"),
        ("Ali Haddad", "pædagog"),
        ("Henrik Dahl", "derhjemme"),
        ("Signe Dahl", "derhjemme"),
    ]
    assert [each.name for each in adults_of(actor(cast.villads))] == ["Sanne Friis"]  # leads by post, a pædagog
    Guardianship.objects.filter(guardian=cast.henrik).update(to_on=TODAY)
    assert "Henrik Dahl" not in [each.name for each in adults_of(actor(cast.alma))]


def test_the_two_ages_are_asked_on_scales_of_their_own(cast: Cast, actor) -> None:
    young, older = asked(actor(cast.alma)), asked(actor(cast.oskar))
    assert young and older and (young.scale, older.scale) == (Scale.YOUNG, Scale.OLDER)
    assert [each.label for each in young.answers] == [
        "Rigtig godt", "Godt", "Midtimellem", "Ked af det", "Det vil jeg ikke sige",
    ]  # fmt: skip
    assert [each.label for each in older.answers] != [each.label for each in young.answers]
    assert asked(actor(cast.mette)) is None


def test_what_is_written_is_what_is_heard(cast: Cast, client, sign_in, actor, set_clock) -> None:
    sign_in(client, cast.alma)
    for who_sees, names in (("Ingen ser det, før du vælger en voksen.", ""), (CHOSEN, " <b>Ali Haddad</b>")):
        page, question = client.get("/").content.decode(), asked(actor(cast.alma, now=clock.now()))
        assert question is not None and question.who_sees == who_sees and question.aloud.endswith(who_sees)
        assert f'data-text="{question.aloud}"' in page and f"{who_sees}{names}" in page
        assert sounds.recorded(question.aloud).is_whole
        check_in(actor=actor(cast.alma), pupil=cast.alma, answer="good")
        let_see(actor=actor(cast.alma), pupil=cast.alma, adult=cast.ali.code)
        set_clock(NOW + DAY)


def test_no_history_is_kept_in_events_or_drafts(cast: Cast, client, sign_in) -> None:
    sign_in(client, cast.oskar)
    before = Event.objects.count()
    own = reverse("pupil_wellbeing", args=[cast.oskar.code])
    client.post(own, {"answer": "bad"})
    client.post(reverse("check_in_readers", args=[cast.oskar.code]), {"adult": cast.mette.code, "sees": "on"})
    client.post(reverse("talk_wishes", args=[cast.oskar.code]), {"adult": cast.mette.code, "text": "Frikvarteret"})
    events = list(Event.objects.order_by("id")[before:])
    assert [each.deed for each in events] == ["check_in", "let_see", "wish_talk"]
    for each in events:
        assert (each.actor_id, each.pupil_id, each.thing_code, each.note) == (None, None, "", "")
    assert not Draft.objects.exists()


@pytest.mark.parametrize("value", Said.values)
def test_the_front_page_does_not_tell_what_was_said(cast: Cast, client, sign_in, value: str) -> None:
    """It may stand on the class's screen: answered is answered, whatever was said."""
    sign_in(client, cast.oskar)
    client.post(reverse("pupil_wellbeing", args=[cast.oskar.code]), {"answer": value})
    page = client.get("/").content.decode()
    assert "Du har svaret i dag" in page
    assert not any(word in page for word in ("Rigtig godt", "Sådan da", "Ikke godt", "Det vil jeg ikke sige"))
    own = client.get(reverse("pupil_wellbeing", args=[cast.oskar.code])).content.decode()
    answer = re.search(r"<details class=.fold.>.*?<b>([^<]+)</b></p></details>", own, re.DOTALL)
    assert (
        answer and answer[1] in OLDER and 'aria-pressed="true"' not in own.split("<h1")[1].split("hvem-ser")[0]
    )  # folded, no face marked


def test_own_page_costs_the_same_however_many_adults(cast: Cast, client, sign_in, django_assert_num_queries) -> None:
    sign_in(client, cast.oskar)
    for rows in (1, 3):
        for each in (cast.birgitte, cast.ali)[: rows - 1]:
            TeamRole.objects.create(person=each, group=cast.g5b, kind="team", from_on=TODAY - DAY)
        with django_assert_num_queries(11):
            client.get(f"/elever/{cast.oskar.code}/trivsel/")


def test_own_page_loads_with_a_wish_of_an_adult_who_left(cast: Cast, actor) -> None:
    page = own_page(actor(cast.oskar), cast.oskar.code)
    assert [each.name for each in page.to_ask] == ["Mette Lindqvist", "Jonas Beck"]
