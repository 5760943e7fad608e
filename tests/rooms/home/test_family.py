"""A guardian's front page: tomorrow first, then what to ask, what waits and what is new, for all children at once."""

import datetime as dt

import pytest
from django.urls import reverse

from spor.access.models import Look
from spor.home.queries.asking import questions_in, turned
from spor.people.models import Guardianship
from spor.plans.models import (
    Acknowledgement,
    AgreementState,
    Answer,
    AnswerReader,
    Preparation,
    TalkAcknowledgement,
    TalkEnd,
)
from spor.teaching.holidays import DAY
from tests.cast import NOW, TODAY, Cast
from tests.rooms.evidence import work
from tests.rooms.home import families


@pytest.fixture
def front(client, cast: Cast, sign_in):
    """`front(person)`: the text of that person's front page."""

    def opened(person) -> str:
        sign_in(client, person)
        answer = client.get("/")
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


def test_both_children_stand_on_one_page_tomorrow_first(front, cast):
    families.evening(cast)
    page = front(cast.henrik)
    order = ["I morgen", "Husk idrætssko", "Aflever «Skriv krogen»", "Spørg Oskar og Alma", "Venter på dig", "Nyt"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    for words in (
        "Hvorfor knirker trappen om natten?",
        "Hvad gjorde ræven",
        "Oskars elevplan er klar",
        "hvor den sover",
    ):
        assert words in page, words
    assert page.index("Husk idrætssko") < page.index("Alma · Historie")


def test_a_quiet_day_says_so_and_still_has_something_to_ask(front, cast):
    families.run(cast, cast.g5b, cast.mette, body="Hvorfor knirker trappen om natten?")
    page = front(cast.henrik)
    assert "Stille i dag" in page and "Spørg Oskar, hvad de arbejder med." in page
    assert "Ikke noget at huske eller aflevere." in page
    assert "Stille i dag" in front(cast.nina)


def test_what_is_handed_in_or_not_shared_is_not_to_be_remembered(front, cast):
    task = families.due(families.run(cast, cast.g5b, cast.mette), "Skriv krogen")
    assert "Aflever «Skriv krogen»" in front(cast.henrik)
    work.handed_in_by(task, cast.oskar)
    assert "Aflever «Skriv krogen»" not in front(cast.henrik)
    families.bring(cast, cast.g5b, "idrætssko")
    families.WeekShare.objects.update(ended_at=NOW)
    assert "idrætssko" not in front(cast.henrik)


@pytest.mark.parametrize(
    ("moment", "heading"),
    [
        (dt.datetime(2026, 11, 27, 17, tzinfo=dt.UTC), "På mandag"),
        (dt.datetime(2026, 11, 29, 18, tzinfo=dt.UTC), "I morgen"),
        (dt.datetime(2026, 12, 23, 18, tzinfo=dt.UTC), "Mandag den 4. januar"),
    ],
)
def test_tomorrow_is_the_next_day_with_school(front, cast, set_clock, moment, heading):
    if moment.month == 11:
        families.bring(cast, cast.g5b, "svømmetøj", day=dt.date(2026, 11, 30))
    else:
        from spor.teaching.models import DayOff

        DayOff.objects.create(
            school=cast.kastanje, name="Juleferie", from_on=dt.date(2026, 12, 21), to_on=dt.date(2027, 1, 4),
            by=cast.lone, at=NOW, key="jul",
        )  # fmt: skip
    set_clock(moment)
    page = front(cast.henrik)
    assert f'id="h-morgen">{heading}</h2>' in page
    assert ("svømmetøj" in page) == (moment.month == 11)


def test_each_guardian_is_alone(front, cast):
    """Henrik reads and answers: Signe's page is as it was, and says nothing of it."""
    families.evening(cast)
    before = front(cast.signe)
    snapshot = families.PlanSnapshot.objects.get()
    Answer.objects.create(pupil=cast.oskar, snapshot=snapshot, by=cast.henrik, at=NOW, text="Han læser mere", key="a")
    Acknowledgement.objects.create(snapshot=snapshot, person=cast.henrik, at=NOW)
    assert "Oskars elevplan er klar" not in front(cast.henrik)
    after = front(cast.signe)
    assert "Oskars elevplan er klar" in after and "Henrik" not in after and "Han læser mere" not in after
    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.split("<") if "csrf" not in line)


def test_a_talk_waits_until_each_has_prepared_it_and_then_read_it(front, cast):
    talk = families.talk(cast, cast.oskar, NOW + 8 * DAY)
    title = "Samtale om Oskar torsdag den 3. december kl. 8"
    assert title in front(cast.henrik) and title in front(cast.signe)
    Preparation.objects.create(talk=talk, by=cast.henrik, side="home", at=NOW, text="Læsning")
    assert title not in front(cast.henrik) and title in front(cast.signe)
    assert "Læsning" not in front(cast.signe)
    end = TalkEnd.objects.create(talk=talk, kind="held", by=cast.mette, at=NOW)
    assert "Samtalen om Oskar er holdt" in front(cast.henrik)
    TalkAcknowledgement.objects.create(talk=talk, person=cast.henrik, at=NOW)
    assert "Venter på dig" not in front(cast.henrik) and "er holdt" in front(cast.signe)
    TalkEnd.objects.filter(pk=end.pk).update(kind="off")
    assert "Venter på dig" not in front(cast.signe)


def test_a_proposal_waits_until_somebody_takes_it_up_and_the_other_homes_is_not_seen(front, cast):
    made = families.proposal(cast.oskar, cast.mette, "school", "Læs ti minutter hver aften")
    families.proposal(cast.oskar, cast.signe, "home", "Signes eget forslag")
    page = front(cast.henrik)
    assert "Et forslag til en aftale om Oskar" in page and "Læs ti minutter" in page and "Signes eget" not in page
    AgreementState.objects.create(agreement=made, state="begun", by=cast.oskar, at=NOW)
    assert "Venter på dig" not in front(cast.henrik)


def test_an_answer_that_was_meant_for_one_is_new_to_that_one(front, cast):
    snapshot = families.plan(cast, cast.oskar)
    said = Answer.objects.create(pupil=cast.oskar, snapshot=snapshot, by=cast.mette, at=NOW, text="Tak", key="b")
    AnswerReader.objects.create(answer=said, person=cast.henrik)
    assert "Mette har svaret på planen" in front(cast.henrik)
    assert "Mette har svaret på planen" not in front(cast.signe)


def test_what_is_old_is_not_new_and_the_look_is_written_down(front, cast):
    run = families.run(cast, cast.g2a, cast.birgitte)
    families.feedback(cast, families.due(run, "Tegn"), cast.alma, "Fint set", at=NOW - 15 * DAY)
    assert "Fint set" not in front(cast.henrik)
    assert not Look.objects.exists()
    families.feedback(cast, families.due(run, "Tegn mere"), cast.alma, "Flot streg")
    assert "Flot streg" in front(cast.henrik)
    look = Look.objects.get()
    assert (look.actor_id, list(look.pupils.values_list("pupil_id", flat=True))) == (cast.henrik.pk, [cast.alma.pk])


def test_an_ended_link_shows_nothing_from_that_day(front, cast):
    families.evening(cast)
    Guardianship.objects.filter(guardian=cast.henrik, pupil=cast.oskar).update(to_on=TODAY)
    page = front(cast.henrik)
    assert "Oskar" not in page and "Skriv krogen" not in page and "Husk idrætssko" in page


def test_the_week_of_a_class_is_shown_when_it_is_shared(front, cast):
    families.run(cast, cast.g5b, cast.mette)
    assert "Det arbejder Oskar med" in front(cast.henrik)
    families.bring(cast, cast.g5b, "et gammelt fotografi", day=TODAY)
    page = front(cast.henrik)
    assert "Dansk</b> Gys og gru" not in page  # that stands under what the class works on
    assert 'class="now"><span>ons</span>' in page and "husk et gammelt fotografi" in page


def test_questions_are_the_teachers_own_or_made_of_the_goals_words():
    text = "Vi læser. Hvem? Men hvad er en tredjedel af tolv?\n- Hvorfor spirer bønnen i mørket?\nog er det sandt at noget?"
    assert questions_in(text) == ["Hvad er en tredjedel af tolv?", "Hvorfor spirer bønnen i mørket?"]
    assert turned("Jeg kan finde svar i en tekst") == "Kan du finde svar i en tekst?"
    assert turned("Jeg kan vise min mor, hvad jeg har lavet.") == "Kan du vise din mor, hvad du har lavet?"
    assert turned("Eleven kan måle vinkler") == ""


def test_without_a_question_in_the_text_a_goal_is_asked_about(front, cast):
    run = families.run(cast, cast.g5b, cast.mette, body="Vi læser højt.")
    work.make_assignment(run, cast.goals[:1], cast.wordings[:1])
    assert "Kan du finde svar i en tekst?" in front(cast.henrik)


def test_a_teacher_who_is_also_a_mother_has_her_own_evening(client, cast, sign_in):
    families.evening(cast)
    families.bring(cast, cast.aasen_5a, "madpakke", subject=cast.dansk)
    sign_in(client, cast.mette)
    assert reverse("my_children") in client.get("/").content.decode()
    page = client.get(reverse("my_children")).content.decode()
    assert "Husk madpakke" in page and "idrætssko" not in page and "Oskar" not in page
    assert "English" not in page  # her pages are Danish ones
    for name in ("birgitte", "oskar", "jens"):
        sign_in(client, cast.people[name])
        assert client.get(reverse("my_children")).status_code == 404, name


def _much(cast: Cast, rows: int) -> None:
    families.evening(cast)
    for number in range(rows):
        families.bring(cast, cast.g5b, f"ting {number}")
        families.talk(cast, cast.alma, NOW + DAY)
        families.proposal(cast.alma, cast.birgitte, "school", f"Forslag {number}")
        run = families.run(cast, cast.g2a, cast.birgitte, title=f"Mere {number}")
        families.feedback(cast, families.due(run, f"Opgave {number}"), cast.alma, "Fint")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_much_there_is(client, cast, sign_in, django_assert_num_queries, rows):
    _much(cast, rows)
    sign_in(client, cast.henrik)
    with django_assert_num_queries(33):
        client.get("/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_ones_children_does_too(client, cast, sign_in, django_assert_num_queries, rows):
    _much(cast, rows)
    sign_in(client, cast.henrik)
    with django_assert_num_queries(32):
        client.get("/mine-boern/")


def test_a_talk_of_tomorrow_is_remembered_prepared_or_not_and_by_whoever_leads_the_class(front, cast):
    talk = families.talk(cast, cast.oskar, NOW + DAY)
    Preparation.objects.create(talk=talk, by=cast.henrik, side="home", at=NOW, text="Læsning")
    said = "Samtale om Oskar i morgen kl. 8"
    assert said in front(cast.henrik) and said in front(cast.signe)
    assert "Samtaler i dag og i morgen" in front(cast.mette)
    assert "Samtaler i dag og i morgen" not in front(cast.jonas)
    TalkEnd.objects.create(talk=talk, kind="off", by=cast.mette, at=NOW)
    assert said not in front(cast.henrik) and "Samtaler i dag" not in front(cast.mette)


def test_the_newest_stands_open_and_the_rest_is_one_press_away(front, cast):
    _much(cast, 5)
    page = front(cast.henrik)
    open_part, _, folded = page.partition("Se alt nyt")
    assert open_part.count(" om «Opgave") == 2 and folded.count(" om «Opgave") > 2
    assert "<details" in page.rpartition("Almas uge")[0]


def test_the_language_is_ones_own_on_every_device(client, cast, sign_in):
    sign_in(client, cast.henrik)
    assert client.post(reverse("language"), {"language": "xx"}).status_code == 422
    client.post(reverse("language"), {"language": "en"})
    assert '<html lang="en">' in client.get("/").content.decode()
    sign_in(client, cast.signe)
    assert '<html lang="da">' in client.get("/").content.decode()
    sign_in(client, cast.henrik)
    answer = client.get("/")
    assert answer["Content-Language"] == "en" and "Tomorrow" in answer.content.decode()
