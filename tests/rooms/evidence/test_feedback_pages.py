"""The queue and the feedback page as they answer: whose they are, what they cost, what they say to bad input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spor.evidence.models import Claim, Feedback, Phrase, Return
from tests.cast import Cast
from tests.rooms.evidence import work

HTMX = {"HX-Request": "true"}


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2])


@pytest.fixture
def hand_in(cast: Cast, assignment):
    hand_in = work.handed_in_by(assignment, cast.viggo)
    work.say_level(hand_in.version.product, cast.viggo, {cast.goals[0]: 2})
    return hand_in


def url(name: str, code: str) -> str:
    return reverse(name, args=[code])


def test_the_page_has_product_goals_signs_and_who_sees_it(client, sign_in, cast, hand_in) -> None:
    sign_in(client, cast.mette)
    page = client.get(url("feedback", hand_in.code)).content.decode()
    for words in (
        "Det var en mørk nat.",
        "Jeg kan finde svar i en tekst",
        "Viggo: på vej",
        "Tegn 3 på mål 1",
        "Viggo og lærerne ser det nu.",
        "Forældrene ser det også.",
        "Nora Nygaard",
        "0 af 4 sendt",
    ):
        assert words in page, words
    assert "Hemmelig" not in page
    assert Claim.objects.get().by == cast.mette


def test_without_script_sending_leads_to_the_next(client, sign_in, cast, assignment, hand_in) -> None:
    other = work.handed_in_by(assignment, cast.oskar)
    sign_in(client, cast.mette)
    sent = {"text": "Jeg hører huset.", "key": "k1", f"level-{cast.goals[0].code}": "3"}
    answer = client.post(url("feedback", hand_in.code), sent)
    assert (answer.status_code, answer.url) == (302, url("feedback", other.code))
    page = client.get(answer.url).content.decode()
    given = Feedback.objects.get()
    assert "Sendt til Viggo" in page and url("feedback_undo", given.code) in page
    answer = client.post(url("feedback_undo", given.code))
    assert answer.url == url("feedback", hand_in.code)
    assert "Jeg hører huset.</textarea>" in client.get(answer.url).content.decode()


def test_htmx_gets_the_next_as_the_answer(client, sign_in, cast, assignment, hand_in) -> None:
    other = work.handed_in_by(assignment, cast.oskar)
    sign_in(client, cast.mette)
    answer = client.post(url("feedback", hand_in.code), {"text": "Tak", "key": "k1"}, headers=HTMX)
    assert answer.status_code == 200 and answer["HX-Push-Url"] == url("feedback", other.code)
    assert "Oskar Dahl" in answer.content.decode() and "<html" not in answer.content.decode()
    assert "Sendt til Viggo" in answer["HX-Trigger"]
    answer = client.post(url("feedback", other.code), {"text": "Tak", "key": "k2"}, headers=HTMX)
    assert answer["HX-Redirect"] == reverse("queue")
    assert "Alt har fået feedback" in client.get(reverse("queue")).content.decode()


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"text": ""}, 422, "Skriv et par ord"),
        ({"text": "x" * 10_001}, 422, "Der er plads til"),
        ({"level": "7"}, 422, "Vælg et af niveauerne."),
        ({"level": "abc"}, 422, "Vælg et af niveauerne."),
        ({"seen": "gammelkode00"}, 302, ""),
    ],
)
def test_bad_input_is_answered_in_words_and_keeps_the_text(client, sign_in, cast, hand_in, more, status, words) -> None:
    sign_in(client, cast.mette)
    sent = {"text": "<script>alert(1)</script>", "key": "k1", f"level-{cast.goals[0].code}": more.pop("level", "")}
    answer = client.post(url("feedback", hand_in.code), sent | more)
    assert answer.status_code == status
    page = answer.content.decode()
    assert words in page and "<script>alert" not in page
    if "text" not in more and status == 422:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;</textarea>" in page


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("lyd.m4a", b"", "audio/mp4"),
        ("lyd.m4a", b"MZ nothing to hear", "audio/mp4"),
        ("a.pdf", b"%PDF-1.4", "text/plain"),
    ],
)
def test_what_is_no_sound_is_not_sent_and_the_words_stay(client, sign_in, cast, hand_in, name, content, media) -> None:
    sign_in(client, cast.mette)
    sent = {"text": "Hør her", "key": "k", "sound": SimpleUploadedFile(name, content, media)}
    answer = client.post(url("feedback", hand_in.code), sent)
    assert answer.status_code in (415, 422) and "Hør her</textarea>" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_someone_outside_the_group_and_odd_addresses(client, sign_in, cast, assignment) -> None:
    hand_in = work.handed_in_by(assignment, cast.viggo, cast.oskar)
    sign_in(client, cast.mette)
    answer = client.post(url("feedback", hand_in.code), {"text": "Til jer", "key": "k", "to": cast.noor.code})
    assert answer.status_code == 422 and "ikke med i gruppen mere" in answer.content.decode()
    answer = client.post(url("feedback", hand_in.code), {"text": "Til ingen", "key": "k"})
    assert answer.status_code == 422 and "Vælg mindst én" in answer.content.decode()
    answer = client.post(url("feedback", hand_in.code), {"text": "Til én", "key": "x" * 99, "to": cast.viggo.code})
    assert answer.status_code == 302 and Feedback.objects.get().pupil == cast.viggo
    for version in ("abc", "-1", "99", "9" * 50):
        assert client.get(url("feedback", hand_in.code) + f"?udgave={version}").status_code == 200
    assert client.get(reverse("queue") + "?efter='--&opgave=%00").status_code == 200


def test_what_a_colleague_sent_meanwhile_stops_a_stale_form(client, sign_in, cast, hand_in) -> None:
    sign_in(client, cast.jonas)
    client.post(url("feedback", hand_in.code), {"text": "Fra Jonas", "key": "j"})
    sign_in(client, cast.mette)
    answer = client.post(url("feedback", hand_in.code), {"text": "Mit eget", "key": "m"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Jonas har sendt feedback til Viggo imens" in page
    assert "Fra Jonas" in page and "Mit eget</textarea>" in page
    seen = Feedback.objects.get().code
    assert f'name="seen" value="{seen}"' in page
    assert client.post(url("feedback", hand_in.code), {"text": "Mit", "key": "m", "seen": seen}).status_code == 302


def test_one_that_a_colleague_is_at_is_for_reading_until_taken_over(client, sign_in, cast, hand_in) -> None:
    sign_in(client, cast.jonas)
    client.get(url("feedback", hand_in.code))
    sign_in(client, cast.mette)
    page = client.get(url("feedback", hand_in.code)).content.decode()
    assert "Jonas er i gang med at svare Viggo." in page and '<fieldset class="sheet" disabled>' in page
    assert client.post(url("feedback_place", hand_in.code)).status_code == 409
    assert client.post(url("feedback_place", hand_in.code), {"overtag": "1"}).status_code == 302
    assert client.post(url("feedback_place", hand_in.code)).status_code == 204
    assert "Jonas er i gang" not in client.get(url("feedback", hand_in.code)).content.decode()


def test_given_back_with_words_and_skipped(client, sign_in, cast, assignment, hand_in) -> None:
    other = work.handed_in_by(assignment, cast.oskar)
    sign_in(client, cast.mette)
    assert client.post(url("feedback_return", hand_in.code), {"text": ""}).status_code == 422
    assert client.post(url("feedback_skip", hand_in.code)).url == url("feedback", other.code)
    answer = client.post(url("feedback_return", hand_in.code), {"text": "Skriv slutningen igen."})
    assert answer.url == url("feedback", other.code)
    assert Return.objects.get().hand_in == hand_in
    assert client.post(url("feedback_skip", other.code)).url == reverse("queue")


@pytest.mark.parametrize("who", ["otto", "viggo", "nina", "classmate", "stranger"])
@pytest.mark.parametrize("name", ["feedback", "feedback_place", "feedback_skip", "feedback_return"])
def test_strangers_find_nothing_there(client, sign_in, cast, hand_in, who, name) -> None:
    sign_in(client, cast.people[who])
    unknown = client.post(url(name, "0" * 12), {"text": "x"})
    for answer in (client.post(url(name, hand_in.code), {"text": "x", "key": "k"}), client.post(url(name, "0" * 12))):
        assert answer.status_code == 404 and answer.content == unknown.content
    assert not Feedback.objects.exists() and not Claim.objects.exists()


def test_the_queue_page_costs_the_same_whatever_its_length(
    client, sign_in, cast, assignment, django_assert_max_num_queries
) -> None:
    sign_in(client, cast.mette)
    counts = []
    for pupils in ([cast.viggo], [cast.oskar, cast.classmate]):
        for pupil in pupils:
            work.handed_in_by(assignment, pupil)
        with django_assert_max_num_queries(14) as seen:
            page = client.get(reverse("queue")).content.decode()
        counts.append(len(seen))
        assert pupils[0].name in page
    assert counts[0] == counts[1]


def test_the_feedback_page_costs_the_same_whatever_the_class(
    client, sign_in, cast, assignment, hand_in, django_assert_max_num_queries
) -> None:
    sign_in(client, cast.mette)
    client.get(url("feedback", hand_in.code))  # the first time the place is taken, afterwards it is kept
    counts = []
    for pupils in ([cast.noor], [cast.oskar, cast.classmate]):
        for pupil in pupils:
            work.handed_in_by(assignment, pupil)
        with django_assert_max_num_queries(40) as seen:
            client.get(url("feedback", hand_in.code), headers=HTMX)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_phrases_are_the_writers_own(client, sign_in, cast, hand_in) -> None:
    sign_in(client, cast.mette)
    assert client.post(reverse("phrases"), {"text": "x" * 300}).status_code == 422
    assert client.post(reverse("phrases"), {"text": "  "}).status_code == 422
    for _ in range(2):
        assert client.post(reverse("phrases"), {"text": "<b>Læs\nhøjt</b>"}).status_code == 302
    phrase = Phrase.objects.get()
    assert phrase.text == "<b>Læs højt</b>"
    assert "&lt;b&gt;Læs højt&lt;/b&gt;" in client.get(url("feedback", hand_in.code)).content.decode()
    part = client.post(reverse("phrases"), {"text": "Tegn ved replikker."}, headers=HTMX).content.decode()
    assert "Tegn ved replikker." in part and "<html" not in part
    sign_in(client, cast.jonas)
    client.post(url("phrase_removal", phrase.code))
    assert Phrase.objects.count() == 2
    sign_in(client, cast.mette)
    client.post(url("phrase_removal", phrase.code))
    assert Phrase.objects.count() == 1
