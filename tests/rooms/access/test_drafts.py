"""A long text being written is kept for its writer, seen by nobody else, and gone when it is sent or thirty days old."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from spor.access import drafts
from spor.access.models import Draft
from spor.base.codes import new_code
from spor.base.errors import Refused

CODE = "0" * 12


def _save(actor, text, field="text", code=CODE):
    return drafts.save_draft(actor=actor, thing="feedback", code=code, field=field, text=text)


def test_what_is_written_is_there_again(cast, actor):
    mette = actor(cast.mette)
    _save(mette, "Du skriver, så det ris")
    _save(mette, "Du skriver, så det risler")
    assert drafts.text_for(mette, thing="feedback", code=CODE, field="text") == "Du skriver, så det risler"
    assert Draft.objects.count() == 1


def test_a_draft_is_its_accounts_alone(cast, actor):
    _save(actor(cast.mette), "Kun mit")
    assert drafts.text_for(actor(cast.jonas), thing="feedback", code=CODE, field="text", otherwise="Nyt") == "Nyt"
    assert drafts.waiting(actor(cast.jonas), thing="feedback") == set()
    drafts.erase_draft(actor=actor(cast.jonas), thing="feedback", code=CODE)
    assert drafts.waiting(actor(cast.mette), thing="feedback") == {CODE}


def test_sending_erases_every_field_of_the_thing(cast, actor):
    mette, other = actor(cast.mette), new_code()
    _save(mette, "Et")
    _save(mette, "To", field="next")
    _save(mette, "Tre", code=other)
    assert drafts.texts_for(mette, thing="feedback", code=CODE) == {"text": "Et", "next": "To"}
    drafts.erase_draft(actor=mette, thing="feedback", code=CODE)
    assert drafts.waiting(mette, thing="feedback") == {other}


def test_an_emptied_field_has_no_draft(cast, actor):
    _save(actor(cast.mette), "Hej")
    assert _save(actor(cast.mette), " \n ") is None
    assert Draft.objects.count() == 0


def test_too_long_a_text_is_refused_in_danish(cast, actor):
    with pytest.raises(Refused, match="højst 100.000 tegn"):
        _save(actor(cast.mette), "x" * 100_001)


def test_a_hoard_of_drafts_is_refused(cast, actor, monkeypatch):
    monkeypatch.setattr(drafts, "DRAFTS_MAX", 2)
    mette = actor(cast.mette)
    for _ in range(2):
        _save(mette, "x", code=new_code())
    with pytest.raises(Refused, match="ikke er sendt"):
        _save(mette, "x", code=new_code())


def test_drafts_of_thirty_days_are_erased(cast, actor, now, set_clock, capsys):
    mette = actor(cast.mette)
    _save(mette, "Glemt")
    set_clock(now + dt.timedelta(days=29))
    call_command("erase_old_drafts")
    assert Draft.objects.count() == 1
    set_clock(now + dt.timedelta(days=31))
    call_command("erase_old_drafts")
    assert Draft.objects.count() == 0


def test_the_page_saves_by_post(cast, client, sign_in):
    sign_in(client, cast.mette)
    answer = client.post(reverse("draft", args=["feedback", CODE, "text"]), {"text": "<script>x</script> Godt"})
    assert answer.json() == {"said": "Gemt kl. 8"}
    assert Draft.objects.get().text == "<script>x</script> Godt"
    refused = client.post(reverse("draft", args=["feedback", CODE, "text"]), {"text": "x" * 100_001})
    assert refused.status_code == 413
    assert "for lang" in refused.json()["refused"]


def test_a_dead_session_is_told_apart_from_every_other_fault(cast, client):
    assert client.post(reverse("draft", args=["feedback", CODE, "text"]), {"text": "Hej"}).status_code == 401
    assert Draft.objects.count() == 0
    assert client.get(reverse("device_key")).status_code == 404


def test_the_device_key_is_the_accounts_own(cast, client, sign_in):
    def key():
        answer = client.get(reverse("device_key"))
        assert "no-store" in answer["Cache-Control"]
        return answer.json()

    sign_in(client, cast.mette)
    mine = key()
    assert mine == key()
    assert len(bytes.fromhex(mine["secret"])) == 32
    sign_in(client, cast.jonas)
    other = key()
    assert other["secret"] != mine["secret"]
    assert other["name"] != mine["name"]


def test_a_fresh_form_token_can_be_fetched(cast, sign_in):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.mette)
    address = reverse("draft", args=["feedback", CODE, "text"])
    assert client.post(address, {"text": "Hej"}).status_code == 403
    token = client.get(reverse("form_token")).content.decode()
    assert client.post(address, {"text": "Hej"}, headers={"X-CSRFToken": token}).status_code == 200


def test_a_save_that_arrives_late_changes_nothing(cast, actor):
    mette = actor(cast.mette)

    def save(text, stamp):
        drafts.save_draft(actor=mette, thing="feedback", code=CODE, field="text", text=text, stamp=stamp)
        return drafts.text_for(mette, thing="feedback", code=CODE, field="text")

    assert save("Godt set", "side1.2") == "Godt set"
    assert save("Godt", "side1.1") == "Godt set"
    assert save("", "side1.2") == "Godt set"
    assert save("Nyt vindue", "side2.1") == "Nyt vindue"
    assert save("Nyt vindue.", "x") == "Nyt vindue."


def test_two_windows_of_one_person_overwrite_nothing(cast, client, sign_in):
    sign_in(client, cast.mette)
    address = reverse("draft", args=["feedback", CODE, "text"])
    assert client.post(address, {"text": "Fra det ene", "from": ""}).status_code == 200
    other = client.post(address, {"text": "Fra det andet", "from": ""})
    assert other.status_code == 409
    assert other.json()["other"] == "Fra det ene"
    assert Draft.objects.get().text == "Fra det ene"
    both = "Fra det andet\n\nFra det ene"
    assert client.post(address, {"text": both, "from": "Fra det ene"}).status_code == 200
    assert client.post(address, {"text": "Færdig", "from": both}).status_code == 200
    assert Draft.objects.get().text == "Færdig"
