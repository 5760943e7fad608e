"""Sentences about a child: proposed from facts, confirmed by a person, never overwritten by another."""

import pytest

from spor.access import drafts
from spor.access.models import Event
from spor.plans import proposals
from spor.plans.models import Confirmation, Sentence
from spor.plans.queries import pupil as pupils
from spor.plans.queries.live import current
from spor.plans.queries.sections import Section, sections
from tests.cast import Cast
from tests.rooms.plans.trail import Trail


def of(actor, cast: Cast, who: str = "mette") -> dict[str, Section]:
    """Sections by key, as this reader sees them."""
    reader = actor(getattr(cast, who))
    found = sections(reader, current(reader, pupils.load(reader, cast.oskar.code)))
    return {section.key: section for section in found}


def url(cast: Cast, code: str, noun: str) -> str:
    return f"/elever/{cast.oskar.code}/plan/saetninger/{code}/{noun}"


def post(client, cast: Cast, line, noun: str = "bekraeftelse/", **changed):
    sent = {"text": line.text, "n": line.n, **changed}
    return client.post(url(cast, line.code, noun), sent)


def test_the_plan_is_written_before_anybody_writes(cast: Cast, trail: Trail, actor) -> None:
    found = of(actor, cast)
    dansk = found["dan"].lines[0].text
    assert "Et mål er gået fra «På vej» til «Kan»: at finde svar i en tekst." in dansk
    assert "I «Gys og gru» arbejder Oskar med" in dansk and "Et næste skridt kan være" in dansk
    assert "Nyt siden 1. august: at regne med brøker («I gang»)." in found["mat"].lines[0].text
    assert found["faelles"].lines[0].text.startswith("Siden 1. august er der kommet ét spor")
    assert not found["his"].lines


def test_reading_writes_nothing_and_says_the_same_to_everybody(cast: Cast, trail: Trail, actor) -> None:
    first, again, jonas = of(actor, cast), of(actor, cast), of(actor, cast, "jonas")
    assert first["dan"].lines[0].code == again["dan"].lines[0].code == jonas["dan"].lines[0].code
    assert not Sentence.objects.exists()


def test_a_confirmed_text_is_a_row_with_its_spor_and_its_person(
    cast: Cast, trail: Trail, client, sign_in, actor
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    assert post(client, cast, line).status_code == 302
    sentence = Sentence.objects.get()
    assert (sentence.code, sentence.text, sentence.proposed, sentence.n) == (line.code, line.text, line.text, 1)
    assert sentence.traces.count() == 1 and Confirmation.objects.get().by == cast.mette
    assert Event.objects.filter(deed="confirm", pupil_id=cast.oskar.pk).count() == 1
    stored = of(actor, cast)["dan"].lines
    assert [(each.code, each.is_confirmed, each.confirmed_by) for each in stored] == [(line.code, True, "Mette")]


def test_twice_the_same_press_is_once(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    assert post(client, cast, line).status_code == post(client, cast, line).status_code == 302
    assert (Sentence.objects.count(), Confirmation.objects.count()) == (1, 1)


def test_a_changed_text_needs_a_new_confirmation_and_keeps_what_was_proposed(
    cast: Cast, trail: Trail, client, sign_in, actor
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    post(client, cast, line, text="Oskar skriver længere.")
    stored = of(actor, cast)["dan"].lines[0]
    assert (stored.text, stored.proposed, stored.is_confirmed) == ("Oskar skriver længere.", line.text, True)
    post(client, cast, stored, "", text="Oskar skriver meget længere.")
    assert not of(actor, cast)["dan"].lines[0].is_confirmed


def test_a_stale_form_gets_both_texts_back(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.jonas)
    post(client, cast, line, text="Jonas’ tekst.")
    sign_in(client, cast.mette)
    answer = post(client, cast, line, text="Mettes tekst.")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Jonas’ tekst." in text and "Mettes tekst." in text and "Jonas har ændret afsnittet" in text
    assert Sentence.objects.get().text == "Jonas’ tekst."
    stored = of(actor, cast)["dan"].lines[0]
    assert post(client, cast, stored, text="Mettes tekst.").status_code == 302
    assert Sentence.objects.get().text == "Mettes tekst."


def test_a_stale_form_of_a_page_already_written_gets_its_section_only(
    cast: Cast, trail: Trail, client, sign_in, actor
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.jonas)
    post(client, cast, line, text="Jonas’ tekst.")
    sign_in(client, cast.mette)
    answer = client.post(
        url(cast, line.code, "bekraeftelse/"), {"text": "Mettes", "n": 0}, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert answer.status_code == 409 and text.lstrip().startswith('<section class="plan-section" id="afsnit-dan"')
    assert "<html" not in text and "Mettes" in text and "Jonas’ tekst." in text


def test_right_after_sharing_there_is_nothing_new_to_say(cast: Cast, trail: Trail, actor) -> None:
    from tests.rooms.plans.test_share import shared

    shared(actor, cast)
    assert not any(section.lines for section in of(actor, cast).values())


def test_what_is_dropped_is_gone_until_it_is_put_back(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["mat"].lines[0]
    sign_in(client, cast.mette)
    client.post(url(cast, line.code, "fravalg/"))
    assert not of(actor, cast)["mat"].lines
    client.post(url(cast, line.code, "tilvalg/"))
    assert [each.text for each in of(actor, cast)["mat"].lines] == [line.text]


def test_a_text_of_ones_own_stands_at_once(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    sign_in(client, cast.mette)
    sent = {"text": "Oskar lagde begivenhederne i rækkefølge.", "subject": cast.historie.code, "key": "one"}
    for _ in range(2):
        client.post(f"/elever/{cast.oskar.code}/plan/saetninger/", sent)
    (line,) = of(actor, cast)["his"].lines
    assert line.is_confirmed and line.text == sent["text"] and not line.proposed


@pytest.mark.parametrize("noun", ["", "bekraeftelse/", "fravalg/"])
def test_a_subject_teacher_writes_the_own_subject_only(
    cast: Cast, trail: Trail, client, sign_in, actor, noun: str
) -> None:
    found = of(actor, cast, "jonas")
    assert found["mat"].can_write and found["dan"].can_write
    assert not found["faelles"].can_write and found["his"].is_heading
    sign_in(client, cast.jonas)
    assert post(client, cast, found["mat"].lines[0], noun).status_code == 302
    assert post(client, cast, found["faelles"].lines[0], noun).status_code == 403
    own = {"text": "x", "subject": cast.historie.code, "key": "k"}
    assert client.post(f"/elever/{cast.oskar.code}/plan/saetninger/", own).status_code == 403
    assert Sentence.objects.count() == 1


@pytest.mark.parametrize("who", ["henrik", "oskar"])
def test_home_and_pupil_see_no_sentence_before_it_is_shared(
    cast: Cast, trail: Trail, client, sign_in, actor, who: str
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    post(client, cast, line, text="Kun for teamet, indtil den er delt.")
    sign_in(client, getattr(cast, who))
    assert "Kun for teamet" not in client.get(f"/elever/{cast.oskar.code}/plan/").content.decode()
    assert client.get(url(cast, line.code, "spor/")).status_code == 404
    assert post(client, cast, line, text="Nej").status_code == 404


def test_the_chip_leads_to_the_spor_behind(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    for _ in range(2):
        answer = client.get(url(cast, line.code, "spor/"))
        assert answer.status_code == 200 and "Skriv en gyser" in answer.content.decode()
        post(client, cast, line)


def test_spor_behind_costs_the_same_with_one_and_with_three(
    cast: Cast, trail: Trail, client, sign_in, actor, django_assert_num_queries
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    client.get(url(cast, line.code, "spor/"))
    for _ in range(2):
        with django_assert_num_queries(13):
            client.get(f"/elever/{cast.oskar.code}/plan/saetninger/{line.code}/spor/")
        trail.hand_in(cast.oskar, trail.dansk)
        trail.hand_in(cast.oskar, trail.dansk)


BAD = [("", "Skriv noget"), ("x" * 10_000, "10000 tegn"), ("  \u200b ", "Skriv noget")]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_bad_text_is_refused_and_comes_back(
    cast: Cast, trail: Trail, client, sign_in, actor, text: str, said: str
) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    answer = post(client, cast, line, text=text)
    assert answer.status_code == 422
    assert said in answer.content.decode() and text.strip() in answer.content.decode()
    assert not Sentence.objects.exists()


def test_script_in_a_text_is_text(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["dan"].lines[0]
    sign_in(client, cast.mette)
    post(client, cast, line, text="<script>alert(1)</script> & «så»")
    text = client.get(f"/elever/{cast.oskar.code}/plan/").content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; «så»" in text


@pytest.mark.parametrize("noun", ["", "bekraeftelse/", "fravalg/", "tilvalg/"])
def test_an_unknown_code_is_404(cast: Cast, trail: Trail, client, sign_in, noun: str) -> None:
    sign_in(client, cast.mette)
    assert client.post(url(cast, "0" * 12, noun), {"text": "x", "n": 0}).status_code == 404


def test_what_is_being_written_is_kept_and_gone_when_sent(cast: Cast, trail: Trail, client, sign_in, actor) -> None:
    line = of(actor, cast)["dan"].lines[0]
    drafts.save_draft(
        actor=actor(cast.mette), thing=f"plan-{cast.oskar.code}", code=line.code, field="text", text="Halvt skrevet"
    )
    assert of(actor, cast)["dan"].lines[0].in_field == "Halvt skrevet"
    assert of(actor, cast, "jonas")["dan"].lines[0].in_field == line.text
    sign_in(client, cast.mette)
    post(client, cast, line, text="Helt skrevet")
    assert of(actor, cast)["dan"].lines[0].in_field == "Helt skrevet"


FACTS = {"name": "Oskar", "subject": "dansk", "since": "12. maj"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (proposals.Facts(**FACTS), ""),
        (proposals.Facts(**FACTS, spor=1), "Oskar har vist ét spor i dansk siden 12. maj."),
        (proposals.Facts(**FACTS, spor=3), "Oskar har vist 3 spor i dansk siden 12. maj."),
        (proposals.Facts(**FACTS, runs=["Gys"]), "Oskar arbejder i «Gys»."),
        (
            proposals.Facts(**FACTS, working=["Jeg kan læse højt", "Jeg læser hele bogen selv"]),
            "Oskar arbejder med at læse højt og «Jeg læser hele bogen selv».",
        ),
        (
            proposals.Facts(
                **FACTS,
                spor=1,
                judged=3,
                moved=[
                    proposals.Moved("Jeg kan a", 2, 3),
                    proposals.Moved("Eleven kan fortælle om min dag", 2, 3),
                    proposals.Moved("Jeg kan c", 3, 2),
                ],
                ahead=("Jeg kan c", 2),
            ),
            "Oskar har vist ét spor i dansk siden 12. maj. 2 mål er gået fra «På vej» til «Kan»: at a og at fortælle om sin dag. "
            "Ved at c peger de seneste spor på «På vej», hvor det før var «Kan». "
            "Et næste skridt kan være at vise det igen i en ny opgave: at c.",
        ),
        (
            proposals.Facts(
                **FACTS, spor=1, judged=1, moved=[proposals.Moved("Jeg kan a", 1, 0)], ahead=("Jeg kan a", 0)
            ),
            "Oskar har vist ét spor i dansk siden 12. maj. Ikke set endnu: at a. "
            "Et næste skridt kan være at komme i gang med at a.",
        ),
        (
            proposals.Facts(**FACTS, spor=1, judged=1),
            "Oskar har vist ét spor i dansk siden 12. maj. Ingen mål har ændret sig siden 12. maj. "
            "Et næste skridt kan være at bruge det i nye opgaver.",
        ),
    ],
)
def test_the_draft_follows_from_the_facts(facts: proposals.Facts, said: str) -> None:
    assert proposals.of_subject(facts) == said
