"""The daily message: off until asked for and confirmed, at most one a day, nothing personal in it, never lost and never twice."""

import datetime as dt
import re
import socket
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from spor.integrations.digest import outbox
from spor.integrations.digest.actions import ask_for_digest, confirm_address, stop_digest
from spor.integrations.models import Mail, MailAddress
from spor.people.models import Account, Guardianship
from tests.cast import NOW, TODAY, Cast
from tests.rooms.home import families
from tests.rooms.integrations.letterbox import Letterbox, letterbox

EVENING = NOW.replace(hour=17)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def box(settings):
    with letterbox(settings) as opened:
        yield opened


@pytest.fixture
def run(set_clock):
    """`run(moment)`: the command, at that moment; what it says."""

    def sending(moment: dt.datetime = EVENING) -> str:
        set_clock(moment)
        said = StringIO()
        call_command("send_digests", stdout=said)
        return said.getvalue()

    return sending


@pytest.fixture
def henrik(cast: Cast, actor, settings) -> MailAddress:
    """Henrik has asked for the message and confirmed his address this morning; then there was news."""
    settings.MAIL_HOST = settings.MAIL_HOST or "127.0.0.1"
    row = ask_for_digest(actor=actor(cast.henrik), address="far@hjem.example")
    confirm_address(actor=actor(cast.henrik), row=row)
    Mail.objects.all().delete()
    row.refresh_from_db()
    _news(cast)
    return row


def _news(cast: Cast, at: dt.datetime = NOW + HOUR) -> None:
    run = families.run(cast, cast.g2a, cast.birgitte)
    families.feedback(cast, families.due(run, "Tegn ræven"), cast.alma, "Du har set, hvor den sover.", at=at)


def test_it_is_off_until_asked_for_and_confirmed(box: Letterbox, client, cast, sign_in, run):
    _news(cast)
    run()
    assert not box.messages
    sign_in(client, cast.henrik)
    client.post(reverse("digest"), {"address": "far@hjem.example"})
    assert "far@hjem.example" in client.get(reverse("digest")).content.decode()
    run(EVENING)
    assert [message["Subject"] for message in box.messages] == ["Bekræft din adresse i Spor"]
    _news(cast, EVENING + HOUR)
    run(EVENING + 2 * HOUR)
    assert len(box.messages) == 1
    path = re.search(r"http://127.0.0.1:8000(/besked/bekraeft/\S+)", box.words[0])[1]
    stranger = Client()
    assert stranger.get(path).status_code == 200 and not MailAddress.objects.exclude(confirmed_at=None).exists()
    assert "bekræftet" in stranger.post(path).content.decode()
    _news(cast, EVENING + 3 * HOUR)
    run(EVENING + 4 * HOUR)
    assert [message["Subject"] for message in box.messages[1:]] == ["Der er nyt i Spor"]


def test_nothing_personal_is_in_it_and_it_can_be_stopped_from_it(box, cast, henrik, run):
    assert "1 digests made; 1 messages sent" in run()
    (message,), (words,) = box.messages, box.words
    whole = message.as_string() + words
    for person in cast.people.values():
        assert person.given_name not in whole and person.code not in whole
    for secret in ("5.B", "2.A", "Kastanje", "ræven", henrik.code):
        assert secret not in words
    assert message["To"] == "far@hjem.example" and message["Auto-Submitted"] == "auto-generated"
    path = re.search(r"(/besked/fra/\S+)", words)[1]
    assert path in message["List-Unsubscribe"]
    stranger = Client()
    assert stranger.get(path).status_code == 200 and MailAddress.objects.exists()
    assert "slået fra" in stranger.post(path).content.decode()
    assert not MailAddress.objects.exists() and stranger.get(path).status_code == 404
    _news(cast, EVENING + DAY)
    run(EVENING + DAY + HOUR)
    assert len(box.messages) == 1


def test_at_most_one_a_day_and_none_without_news(box, cast, henrik, run):
    assert "0 digests made; 0 messages" in run(NOW.replace(hour=15))
    for _ in range(3):
        run()
    _news(cast, EVENING + HOUR)
    run(EVENING + 2 * HOUR)
    assert len(box.messages) == 1
    run(EVENING + DAY)
    assert len(box.messages) == 2
    run(EVENING + 2 * DAY)
    assert len(box.messages) == 2
    assert Mail.objects.values("person", "day").distinct().count() == 2


def test_the_day_before_a_talk_brings_a_message_without_a_word_of_it(box, cast, henrik, run):
    """Told when it is called, reminded the day before; not in between, and not when it is called off."""
    families.talk(cast, cast.oskar, NOW + 5 * DAY)
    run()
    for day, number in ((1, 1), (2, 1), (3, 1), (4, 2)):
        run(EVENING + day * DAY)
        assert len(box.messages) == number, day
    assert "Oskar" not in box.messages[-1].as_string() and "amtale" not in box.messages[-1].as_string()


def test_stopping_and_asking_again_is_still_one_a_day(box, cast, henrik, run, actor):
    run()
    stop_digest(actor=actor(cast.henrik), row=henrik)
    again = ask_for_digest(actor=actor(cast.henrik, now=EVENING), address="far@hjem.example")
    confirm_address(actor=actor(cast.henrik, now=EVENING), row=again)
    _news(cast, EVENING + HOUR)
    run(EVENING + 2 * HOUR)
    assert [message["Subject"] for message in box.messages].count("Der er nyt i Spor") == 1


def test_a_server_that_is_down_loses_nothing_and_nothing_goes_twice(settings, cast, henrik, run):
    with socket.socket() as taken:  # a port where nobody answers
        taken.bind(("127.0.0.1", 0))
        settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_TLS = "127.0.0.1", taken.getsockname()[1], "none"
        assert "1 wait for another try" in run()
        assert "0 messages sent, 0 wait" in run(EVENING + dt.timedelta(minutes=5))  # not yet due again
        assert "1 wait" in run(EVENING + dt.timedelta(minutes=11))
    mail = Mail.objects.get()
    assert (mail.tries, mail.gone_at, mail.taken_at) == (2, None, None) and mail.trouble
    with letterbox(settings) as box:
        run(EVENING + HOUR)
        run(EVENING + 2 * HOUR)
        assert len(box.messages) == 1


def test_one_that_waited_over_night_is_todays_and_the_only_one(settings, cast, henrik, run):
    settings.MAIL_PORT, settings.MAIL_TLS = 1, "none"
    run()
    _news(cast, EVENING + 20 * HOUR)
    with letterbox(settings) as box:
        run(EVENING + DAY)
        run(EVENING + DAY + HOUR)
        assert len(box.messages) == 1
    assert Mail.objects.get().day == TODAY + DAY


@pytest.mark.parametrize(("says", "waits"), [("451 Vent lidt", True), ("550 Ukendt", False)])
def test_what_the_server_says_no_to(box, cast, henrik, run, says, waits):
    """For now: tried again. For good: given up, and the others go on."""
    box.says = says
    said = run()
    assert ("1 wait" in said, "1 given up" in said) == (waits, not waits)
    box.says = ""
    run(EVENING + HOUR)
    assert len(box.messages) == (1 if waits else 0)


def test_one_address_that_is_refused_stops_nobody_else(box, cast, henrik, run, actor):
    other = ask_for_digest(actor=actor(cast.signe), address="mor@hjem.example")
    confirm_address(actor=actor(cast.signe), row=other)
    Mail.objects.all().delete()
    box.says_of = {"far@hjem.example": "550 Ukendt"}
    assert "1 messages sent, 0 wait for another try, 1 given up" in run()
    assert [message["To"] for message in box.messages] == ["mor@hjem.example"]


def test_a_line_that_breaks_after_the_message_was_given_is_not_tried_again(box, cast, henrik, run):
    box.dies_after = True
    run()
    box.dies_after = False
    run(EVENING + HOUR)
    assert len(box.messages) == 1


def test_two_senders_at_once_send_one(box, cast, henrik, run):
    assert outbox.make_digests(EVENING) == 1
    mail = Mail.objects.get()
    assert outbox._take(mail.pk, EVENING) is not None
    assert outbox._take(mail.pk, EVENING) is None
    run(EVENING + HOUR / 2)
    assert not box.messages
    run(EVENING + 2 * HOUR)  # the first sender is dead, and what it did is not known
    assert not box.messages and Mail.objects.get().gone_at is not None


def test_whose_link_ended_gets_no_more(box, cast, henrik, run):
    Guardianship.objects.filter(guardian=cast.henrik).update(to_on=TODAY)
    run()
    Guardianship.objects.filter(guardian=cast.henrik).update(to_on=None)
    Account.objects.filter(person=cast.henrik).update(is_active=False)
    run()
    assert not box.messages


def test_links_that_are_forged_or_old_are_nowhere(client, cast, henrik, set_clock, monkeypatch):
    from spor.integrations.digest import links

    good = links.confirmation(henrik).partition("8000")[2]
    token = good.split("/")[3]
    for path in (
        f"/besked/bekraeft/{token[:-1]}x/",
        f"/besked/fra/{token}/",
        "/besked/bekraeft/x/",
        f"/besked/bekraeft/{'a' * 2000}/",
    ):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    MailAddress.objects.update(address="ny@hjem.example")
    assert client.get(good).status_code == 404


def test_bad_addresses_are_said_and_nobodys_letterbox_is_filled(client, cast, sign_in, settings):
    settings.MAIL_HOST = "127.0.0.1"
    sign_in(client, cast.henrik)
    for text, words in (
        ("", "Skriv den adresse"),
        ("henrik", "navn@sted.dk"),
        ("a@b.example\r\nBcc: x@y.example", "navn@sted.dk"),
        ("x" * 300 + "@hjem.example", "for lang"),
    ):
        answer = client.post(reverse("digest"), {"address": text})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), text
    for number in range(3):
        assert client.post(reverse("digest"), {"address": f"a{number}@b.example"}).status_code == 302
        assert client.post(reverse("digest"), {"address": f"a{number}@b.example"}).status_code == 302
    answer = client.post(reverse("digest"), {"address": "a4@b.example"})
    assert (answer.status_code, "tre bekræftelser" in answer.content.decode()) == (422, True)
    assert Mail.objects.count() == 3 and MailAddress.objects.get().address == "a2@b.example"


def test_without_a_mail_server_nothing_is_promised(client, cast, sign_in, settings, run):
    settings.MAIL_HOST = ""
    sign_in(client, cast.henrik)
    assert "ikke koblet mail" in client.get(reverse("digest")).content.decode()
    assert client.post(reverse("digest"), {"address": "a@b.example"}).status_code == 422
    assert "No mail server" in run()


def test_old_messages_and_unconfirmed_addresses_are_erased(box, cast, henrik, run, actor):
    ask_for_digest(actor=actor(cast.signe), address="mor@hjem.example")
    run()
    run(EVENING + 8 * DAY)
    assert set(MailAddress.objects.values_list("person", flat=True)) == {cast.henrik.pk}
    run(EVENING + 31 * DAY)
    assert not Mail.objects.exists()


def test_english_for_whoever_chose_it(box, cast, henrik, run):
    Account.objects.filter(person=cast.henrik).update(language="en")
    run()
    assert box.messages[0]["Subject"] == "There is news in Spor"
