"""One spor's page and files: who reads which version, and that nobody else reads anything."""

import pytest
from django.test import Client
from django.urls import reverse

from spor.access.models import Look
from spor.base.files import prepare
from spor.curriculum.models import Goal
from spor.evidence.actions.capture import capture
from spor.evidence.actions.hand_in import hand_in
from spor.evidence.actions.hold import hold
from spor.evidence.actions.remark import remark
from spor.evidence.models import HandIn, Return, SelfAssessment, Trace
from spor.evidence.queries import cards
from spor.evidence.queries.pupil import assignments_for_pupil
from tests.cast import NOW, Cast
from tests.rooms.base import samples
from tests.rooms.evidence import work


@pytest.fixture
def assignment(cast: Cast):
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    return work.make_assignment(run, cast.goals[:2], cast.wordings[:2], by_group=True)


def photo(width: int = 64):
    return prepare(samples.upload(samples.jpeg(width), f"foto-{width}.jpg"))


@pytest.fixture
def handed(cast: Cast, assignment, actor) -> HandIn:
    """Viggo's, together with Noor, with a picture and his own word."""
    return hand_in(
        actor=actor(cast.viggo),
        assignment=assignment,
        text="Det var en mørk nat.",
        files=[photo()],
        makers=[cast.noor],
        self_text="Svært til sidst.",
        self_levels={cast.goals[0]: 2},
        key=work.key(),
    )


@pytest.fixture
def trace(cast: Cast, handed) -> Trace:
    return Trace.objects.get(pupil=cast.viggo)


def page_of(client: Client, sign_in, person, trace: Trace) -> tuple[int, str]:
    sign_in(client, person)
    answer = client.get(reverse("product", args=[trace.code]))
    return answer.status_code, answer.content.decode()


def file_url(trace: Trace, handed: HandIn) -> str:
    return reverse("product_file", args=[trace.code, handed.version.files.get().code])


@pytest.mark.parametrize(
    ("who", "sees", "own_words"),
    [
        ("viggo", 200, True),
        ("noor", 200, False),  # a co-maker reads the work, not what the other says of himself
        ("nina", 200, True),
        ("mette", 200, True),
        ("jonas", 200, True),
        ("ida", 200, False),
        ("classmate", 404, False),
        ("oskar", 404, False),
        ("henrik", 404, False),
        ("stepfather", 404, False),
        ("otto", 404, False),
        ("stranger", 404, False),
        ("birgitte", 403, False),
        ("susanne", 403, False),
    ],
)
def test_who_reads_the_page_and_its_file(client, cast: Cast, sign_in, handed, trace, who, sees, own_words) -> None:
    status, page = page_of(client, sign_in, cast.people[who], trace)
    assert status == sees and ("Det var en mørk nat." in page) == (sees == 200)
    assert ("Svært til sidst." in page) == own_words
    for url in (file_url(trace, handed), file_url(trace, handed) + "?str=480"):
        answer = client.get(url)
        assert answer.status_code == sees
        assert sees != 200 or b"".join(answer.streaming_content)[:2] == b"\xff\xd8"


def test_looking_at_somebody_elses_is_recorded_and_at_ones_own_is_not(client, cast, sign_in, handed, trace) -> None:
    page_of(client, sign_in, cast.viggo, trace)
    assert not Look.objects.exists()
    page_of(client, sign_in, cast.mette, trace)
    client.get(file_url(trace, handed))
    assert [(look.thing, look.pupils.get().pupil_id) for look in Look.objects.order_by("id")] == [
        ("product", cast.viggo.pk),
        ("product_file_url", cast.viggo.pk),
    ]


def test_the_answer_for_strangers_is_the_same_bytes(client, cast: Cast, sign_in, handed, trace) -> None:
    sign_in(client, cast.classmate)
    addresses = [reverse("product", args=[code]) for code in (trace.code, "0" * 12)]
    addresses += [file_url(trace, handed), reverse("product_file", args=[trace.code, "0" * 12])]
    assert len({client.get(address).content for address in addresses}) == 1


def test_work_not_handed_in_is_seen_by_its_pupil_only(client, cast: Cast, sign_in, assignment, actor) -> None:
    version = hold(actor=actor(cast.viggo), assignment=assignment, files=[photo()], text="Kladde")
    trace, file = Trace.objects.get(), version.files.get()
    for who, status in {"viggo": 200, "mette": 403, "nina": 404, "noor": 404, "ida": 404}.items():
        assert page_of(client, sign_in, cast.people[who], trace)[0] == status
        assert client.get(reverse("product_file", args=[trace.code, file.code])).status_code == status


def test_the_next_version_is_the_pupils_own_until_it_is_handed_in(
    client, cast: Cast, sign_in, assignment, actor, handed, trace
) -> None:
    Return.objects.create(hand_in=handed, by=cast.mette, at=NOW, text="Mere.")
    version = hold(actor=actor(cast.viggo), assignment=assignment, files=[photo(70)], text="Anden udgave, ikke færdig")
    fresh = version.files.order_by("-rank")[0]
    for who, sees in {"viggo": True, "noor": True, "mette": False, "nina": False}.items():
        status, page = page_of(client, sign_in, cast.people[who], trace)
        assert status == 200 and ("ikke færdig" in page) == sees
        address = reverse("product_file", args=[trace.code, fresh.code])
        assert client.get(address).status_code == (200 if sees else 404)


def test_home_reads_what_was_handed_in_last_and_teachers_every_version(
    client, cast: Cast, sign_in, assignment, actor, handed, trace
) -> None:
    Return.objects.create(hand_in=handed, by=cast.mette, at=NOW, text="Mere.")
    again = {"text": "Bedre slutning", "files": [], "makers": [], "self_text": "", "self_levels": {}, "key": work.key()}
    hand_in(actor=actor(cast.viggo), assignment=assignment, **again)
    for who, sees_first in {"mette": True, "viggo": True, "nina": False}.items():
        status, page = page_of(client, sign_in, cast.people[who], trace)
        assert status == 200 and "Bedre slutning" in page and ("Det var en mørk nat." in page) == sees_first


def test_a_file_of_another_product_is_not_reached_through_this_one(client, cast, sign_in, actor, handed, trace) -> None:
    own = capture(actor=actor(cast.viggo), text="", files=[photo(80)], subject=None, is_shown=False, key="k")
    secret = own.product.versions.get().files.get()
    sign_in(client, cast.mette)
    assert client.get(reverse("product_file", args=[trace.code, secret.code])).status_code == 404


def test_a_co_maker_says_how_it_went_after_the_hand_in(client, cast: Cast, sign_in, handed) -> None:
    trace = Trace.objects.get(pupil=cast.noor)
    status, page = page_of(client, sign_in, cast.noor, trace)
    assert status == 200 and "Hvordan gik det for dig?" in page
    url = reverse("self_assessment", args=[trace.code])
    assert client.post(url, {"self_text": ""}).status_code == 422
    goal: Goal = cast.goals[0]
    answer = client.post(url, {"self_text": "Jeg tegnede.", f"level-{goal.code}": "4"}, follow=True)
    assert "Jeg tegnede." in answer.content.decode()
    assert SelfAssessment.objects.get(pupil=cast.noor).levels.get().level == 4
    answer = client.post(url, {"self_text": "Nej, sådan her."})
    assert answer.status_code == 409 and "Nej, sådan her.</textarea>" in answer.content.decode()


def test_those_who_do_not_know_a_protected_maker_see_no_name(client, cast: Cast, sign_in, handed, trace) -> None:
    cast.noor.alias_given_name = cast.noor.alias_family_name = ""
    cast.noor.save()
    page = page_of(client, sign_in, cast.nina, trace)[1]
    assert "Noor" not in page and "Hemmelig" not in page and "1 til" in page
    assert "Noor Hemmelig" in page_of(client, sign_in, cast.mette, trace)[1]


def test_a_remark_has_the_same_page(client, cast: Cast, sign_in, actor) -> None:
    made = remark(
        actor=actor(cast.mette), pupils=[cast.viggo, cast.oskar], text="Hjalp hinanden.", file=photo(), subject=cast.dansk,
        goal=None, key="k",
    )  # fmt: skip
    trace = made.traces.get(pupil=cast.viggo)
    for who, status in {"viggo": 200, "nina": 200, "mette": 200, "oskar": 404, "henrik": 404}.items():
        assert page_of(client, sign_in, cast.people[who], trace)[0] == status
        assert client.get(reverse("product_file", args=[trace.code, made.code])).status_code == status
    assert "Oskar" not in page_of(client, sign_in, cast.nina, trace)[1]


def test_the_page_costs_the_same_with_one_and_with_three_versions(
    client, cast: Cast, sign_in, assignment, actor, handed, trace, django_assert_num_queries
) -> None:
    sign_in(client, cast.mette)
    for versions in (1, 3):
        while HandIn.objects.count() < versions:
            last = HandIn.objects.get(returned=None)
            Return.objects.create(hand_in=last, by=cast.mette, at=NOW, text="Mere")
            again = {"files": [photo(70 + last.pk)], "makers": [], "self_text": "Ok", "self_levels": {cast.goals[0]: 2}}
            hand_in(actor=actor(cast.viggo), assignment=assignment, text=work.key(), key=work.key(), **again)
        client.get(reverse("product", args=[trace.code]))
        with django_assert_num_queries(17):
            client.get(reverse("product", args=[trace.code]))


def test_saying_how_it_went_costs_the_same_with_one_and_with_three_goals(
    client, cast: Cast, sign_in, actor, django_assert_num_queries
) -> None:
    sign_in(client, cast.noor)
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    for goals in (1, 3):
        assignment = work.make_assignment(run, cast.goals[:goals], cast.wordings[:goals])
        handed = work.handed_in_by(assignment, cast.viggo, cast.noor)
        url = reverse("self_assessment", args=[handed.version.product.traces.get(pupil=cast.noor).code])
        with django_assert_num_queries(22):
            assert client.post(url, {"self_text": ""}).status_code == 422


def test_cards_are_three_queries_whatever_their_number(cast: Cast, actor, handed, django_assert_num_queries) -> None:
    for count in (1, 3):
        while Trace.objects.filter(pupil=cast.viggo).count() < count:
            capture(
                actor=actor(cast.viggo), text="Min fisk", files=[photo(81)], subject=None, is_shown=True, key=work.key()
            )
        someone = actor(cast.mette)
        assert someone.relations
        with django_assert_num_queries(3):
            found = cards.product_cards(someone, cards.visible_traces(someone, cast.viggo.pk)[:24])
        assert len(found) == count
    newest, oldest = found[0], found[-1]
    assert (newest.title, newest.state, newest.is_placed) == ("Min fisk", "kept", True)
    assert (oldest.title, oldest.medium, oldest.state) == ("Skriv en gyserhistorie", "picture", "handed_in")
    assert oldest.thumb == handed.version.files.get().code and oldest.excerpt.startswith("Det var")
    assert oldest.goals == ["Jeg kan finde svar i en tekst", "Jeg kan skrive en fortælling"]


def test_a_card_shows_the_newest_version_that_was_handed_in(cast: Cast, actor, assignment, handed) -> None:
    Return.objects.create(hand_in=handed, by=cast.mette, at=NOW, text="Mere.")
    hold(actor=actor(cast.viggo), assignment=assignment, files=[photo(90)], text="Ikke færdig")
    for who in (cast.viggo, cast.mette):
        (card,) = cards.product_cards(actor(who), cards.visible_traces(actor(who), cast.viggo.pk))
        assert (card.state, card.excerpt) == ("returned", "Det var en mørk nat.")
        assert card.thumb == handed.version.files.get().code


def test_a_pupils_assignments_say_how_far_the_pupil_is(
    cast: Cast, actor, assignment, handed, django_assert_num_queries
) -> None:
    viggo = actor(cast.viggo)
    assert viggo.relations
    work.make_assignment(assignment.run, [], title="Læs")
    with django_assert_num_queries(4):
        found = {card.title: card for card in assignments_for_pupil(viggo, cast.viggo)}
    assert {title: card.state for title, card in found.items()} == {"Skriv en gyserhistorie": "handed_in", "Læs": "new"}
    another = work.make_assignment(assignment.run, [], title="Tegn")
    hold(actor=viggo, assignment=another, files=[photo()])
    Return.objects.create(hand_in=handed, by=cast.mette, at=NOW, text="Mere.")
    with django_assert_num_queries(4):
        found = {card.title: card.state for card in assignments_for_pupil(viggo, cast.viggo)}
    assert found == {"Skriv en gyserhistorie": "returned", "Læs": "new", "Tegn": "draft"}
    home = {card.title: card.state for card in assignments_for_pupil(actor(cast.nina), cast.viggo)}
    assert home == {"Skriv en gyserhistorie": "returned", "Læs": "new", "Tegn": "new"}


def test_given_feedback_is_said_of_the_assignment(cast: Cast, actor, assignment, handed, trace) -> None:
    from spor.evidence.models import Feedback, Release

    said = Feedback.objects.create(
        pupil=cast.viggo, trace=trace, hand_in=handed, author=cast.mette, text="Flot", written_at=NOW, key="f"
    )
    assert assignments_for_pupil(actor(cast.viggo), cast.viggo)[0].state == "handed_in"
    Release.objects.create(feedback=said, by=cast.mette, at=NOW)
    assert assignments_for_pupil(actor(cast.viggo), cast.viggo)[0].state == "answered"
