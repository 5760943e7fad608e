"""A teacher writes a forløb, and nothing that is typed is lost: not to a dead session, a closed tab, a lost network or a colleague."""

from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from spor.base.codes import new_code
from spor.forloeb import actions
from spor.forloeb.models import Block, Forloeb
from tests.journeys.browser import DESK, PHONE, axe
from tests.sessions import session_cookie

pytestmark = pytest.mark.journey("forloeb", "access")

LINES = "Vi læser en gysernovelle.\nVi skriver en selv.\nVi læser op for hinanden."


@pytest.fixture
def mette(cast, actor):
    return actor(cast.mette)


@pytest.fixture
def forloeb(cast, mette):
    """A forløb of Mette's with one empty text."""
    made = actions.start_forloeb(actor=mette, school=cast.kastanje, title="Gys og gru", key=new_code())
    actions.add_block(actor=mette, forloeb=made, kind=Block.Kind.TEXT, key=new_code())
    return made


def _text(forloeb):
    return forloeb.blocks.get(kind="text")


def _open(page: Page, forloeb) -> None:
    page.goto(f"/forloeb/{forloeb.code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gys og gru")


def _field(page: Page):
    return page.get_by_role("textbox", name="Tekst", exact=True)


def _mark(page: Page):
    return page.locator('[data-mark="writing"] .saved')


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_three_lines_are_a_forloeb(cast, visit, width):
    page = visit(cast.mette, width=width)
    page.goto("/forloeb/")
    page.get_by_role("link", name="Nyt forløb").click()
    page.get_by_label("Titel").fill("Gys og gru")
    page.get_by_label("Fag").select_option(label="Dansk")
    page.get_by_label("Fra uge").fill("47")
    page.get_by_label("Til uge").fill("50")
    axe(page)
    page.get_by_role("button", name="Begynd forløbet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gys og gru")
    page.get_by_role("button", name="Tekst", exact=True).click()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        _field(page).fill(LINES)
    expect(_mark(page)).to_contain_text("Gemt kl. 8")
    axe(page)
    page.reload()
    expect(_field(page)).to_have_value(LINES)
    page.get_by_role("link", name="Vis som elev").click()
    expect(page.locator(".prose", has_text="Vi læser op for hinanden.")).to_be_visible()
    axe(page)
    page.go_back()
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("1. udgave", exact=True)).to_be_visible()
    assert Forloeb.objects.get().editions.count() == 1


def test_who_types_before_the_device_answers_stays_in_their_field(cast, visit, forloeb):
    page = visit(cast.mette)
    waiting = []
    page.route("**/enhedsnoegle/", lambda route: waiting.append(route))
    page.goto(f"/forloeb/{forloeb.code}/#{_text(forloeb).code}_title")
    _field(page).click()
    page.keyboard.type("Vi læser")
    expect(_field(page)).to_have_value("Vi læser")
    with page.expect_response("**/enhedsnoegle/"):
        waiting.pop(0).continue_()
    page.wait_for_timeout(100)  # a script that means to move somebody would do it now
    page.keyboard.type(" højt.")
    expect(_field(page)).to_have_value("Vi læser højt.")
    expect(_field(page)).to_be_focused()


# Enciphering that takes longer than a page has left, from when the page has its key.
SLOW = """
const quick = crypto.subtle.encrypt.bind(crypto.subtle);
crypto.subtle.encrypt = async (how, key, bytes) => {
  if (window.isSlow) await new Promise(done => setTimeout(done, 5000));
  return quick(how, key, bytes);
};
"""


def test_what_is_typed_the_instant_before_a_reload_returns(cast, visit, forloeb):
    """Not on the server yet, and not enciphered yet: it is on the device all the same, and there as ciphertext only."""
    page = visit(cast.mette, forgive=("net::ERR", "Failed to fetch"))
    page.add_init_script(SLOW)
    _open(page, forloeb)
    _field(page).fill("Først")
    expect(_mark(page)).to_contain_text("Gemt kl.")
    page.route("**/blokke/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.evaluate("window.isSlow = true")
    _field(page).fill("Det var en mørk og stormfuld nat")
    with page.expect_navigation():
        page.evaluate("location.reload()")
    page.unroute("**/blokke/**")
    expect(_field(page)).to_have_value("Det var en mørk og stormfuld nat")
    expect(_mark(page)).to_contain_text("Gemt kl.")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('spor-left')).length") == 0


def test_a_forloeb_prints_on_one_sheet_as_it_stands_in_the_fields(cast, visit, forloeb, mette):
    for _n in range(9):
        actions.add_block(actor=mette, forloeb=forloeb, kind=Block.Kind.ACTIVITY, key=new_code())
    page = visit(cast.mette)
    _open(page, forloeb)
    for field in page.get_by_role("textbox", name="Hvad skal I gøre?").all():
        field.fill("Læs hinandens udkast højt, og sæt streg under tre steder.")
    _field(page).fill("Skrevet lige nu.")
    paper = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert "Gys og gru" in text and "Skrevet lige nu." in text and text.count("sæt streg under tre steder") == 9
    assert "Tilføj" not in text and "Udgiv" not in text


def test_a_session_killed_in_mid_sentence_loses_nothing(cast, visit, forloeb):
    page = visit(cast.mette)
    _open(page, forloeb)
    _field(page).press_sequentially("Det var en mørk")
    expect(_mark(page)).to_contain_text("Gemt kl.")
    Session.objects.all().delete()
    _field(page).press_sequentially(" og stormfuld nat")
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()
    expect(_mark(page)).to_have_text("Gemt på denne enhed")
    _field(page).press_sequentially(", og")
    page.wait_for_timeout(200)
    again = page.get_by_role("link", name="Log ind igen")
    axe(page)
    again.click()
    page.wait_for_url("**/log-ind/")
    places = {each["name"]: each["value"] for each in page.context.cookies()}
    page.context.add_cookies([session_cookie(cast.mette, page.url.split("/log-ind")[0])])
    page.goto(places["naeste"])
    field = _field(page)
    expect(field).to_have_value("Det var en mørk og stormfuld nat, og")
    expect(field).to_be_focused()
    expect(page.get_by_text("Nu er det her igen.")).to_be_visible()
    _saved(page, forloeb, "Det var en mørk og stormfuld nat, og")


def _saved(page: Page, forloeb, body: str) -> None:
    """The server has it: the page says so, and a fresh one shows it."""
    expect(_mark(page)).to_contain_text("Gemt kl.")
    assert _text(forloeb).head.body == body


def test_signing_in_again_in_another_tab_is_enough(cast, visit, forloeb):
    page = visit(cast.mette)
    _open(page, forloeb)
    Session.objects.all().delete()
    _field(page).press_sequentially("Stadig her")
    expect(page.get_by_text("Du er logget ud.")).to_be_visible()
    # Signing in made a new session and a new token, and this tab still has the old one printed in it.
    address = page.url.split("/forloeb")[0]
    page.context.add_cookies(
        [session_cookie(cast.mette, address), {"name": "csrftoken", "value": "x" * 32, "url": address}]
    )
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    _saved(page, forloeb, "Stadig her")
    expect(page.get_by_text("Du er logget ud.")).to_be_hidden()


def test_a_closed_tab_loses_nothing(cast, visit, forloeb):
    page = visit(cast.mette)
    _open(page, forloeb)
    _field(page).press_sequentially("Midt i en sæt")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    again = visit.opened[-1][0].new_page()
    for _ in range(10):  # what a closing tab sends is not waited for: it may arrive after the next page was drawn
        _open(again, forloeb)
        if _field(again).input_value():
            break
        again.wait_for_timeout(500)
    expect(_field(again)).to_have_value("Midt i en sæt")


def test_a_lost_network_loses_nothing(cast, visit, forloeb):
    page = visit(cast.mette, forgive=("ERR_INTERNET_DISCONNECTED",))
    context = page.context
    _open(page, forloeb)
    expect(_field(page)).to_be_visible()
    _field(page).press_sequentially("Før toget. ")
    expect(_mark(page)).to_contain_text("Gemt kl.")
    context.set_offline(True)
    _field(page).press_sequentially("I tunnelen.")
    expect(_mark(page)).to_have_text("Gemt på denne enhed")
    context.set_offline(False)
    _saved(page, forloeb, "Før toget. I tunnelen.")


def test_a_tab_closed_without_network_is_restored_when_it_opens_again(cast, visit, forloeb):
    page = visit(cast.mette, forgive=("ERR_INTERNET_DISCONNECTED",))
    context = page.context
    _open(page, forloeb)
    context.set_offline(True)
    _field(page).press_sequentially("Skrevet i tunnelen")
    expect(_mark(page)).to_have_text("Gemt på denne enhed")
    page.close()
    context.set_offline(False)
    assert _text(forloeb).head.body == ""
    again = context.new_page()
    _open(again, forloeb)
    expect(_field(again)).to_have_value("Skrevet i tunnelen")
    assert _text(forloeb).head.body == "Skrevet i tunnelen"


def test_the_next_person_at_the_device_finds_ciphertext_only(cast, mette, visit, forloeb):
    actions.add_author(actor=mette, forloeb=forloeb, person=cast.jonas)
    page = visit(cast.mette, forgive=("ERR_INTERNET_DISCONNECTED",))
    context = page.context
    _open(page, forloeb)
    context.set_offline(True)
    _field(page).press_sequentially("Mettes hemmelige udkast")
    expect(_mark(page)).to_have_text("Gemt på denne enhed")
    page.close()
    context.set_offline(False)
    context.add_cookies([session_cookie(cast.jonas, visit.address)])
    other = context.new_page()
    _open(other, forloeb)
    expect(_mark(other)).to_contain_text("Gemt")
    other.wait_for_timeout(500)
    expect(_field(other)).to_have_value("")
    kept = other.evaluate(
        """() => new Promise(done => {
            const open = indexedDB.open("spor");
            open.onsuccess = () => {
                const all = open.result.transaction("texts").objectStore("texts").getAll();
                all.onsuccess = () => done(all.result.map(row => new TextDecoder("latin1").decode(row.box)));
            };
        })"""
    )
    assert len(kept) == 1
    assert "Mettes" not in kept[0]
    assert "hemmelige" not in kept[0]


def test_two_teachers_keep_both_texts(cast, mette, visit, forloeb):
    actions.add_author(actor=mette, forloeb=forloeb, person=cast.jonas)
    hers, his = visit(cast.mette), visit(cast.jonas)
    _open(hers, forloeb)
    _open(his, forloeb)
    _field(his).fill("Jonas begynder sådan")
    expect(_mark(his)).to_contain_text("Gemt kl.")
    _field(hers).fill("Mette begynder anderledes")
    expect(hers.get_by_text("Jonas Beck har skrevet her imens. Begge udgaver er gemt.")).to_be_visible()
    expect(_field(hers)).to_have_value("Mette begynder anderledes")
    axe(hers)
    hers.get_by_role("link", name="Se forskellen").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Begge udgaver er gemt")
    axe(hers)
    hers.get_by_label("Sæt dem sammen").fill("Vi begynder sammen")
    hers.get_by_role("button", name="Brug den samlede tekst").click()
    expect(_field(hers)).to_have_value("Vi begynder sammen")
    versions = set(_text(forloeb).versions.values_list("body", flat=True))
    assert {"Jonas begynder sådan", "Mette begynder anderledes", "Vi begynder sammen"} <= versions


def test_blocks_and_goals_by_keyboard(cast, visit, forloeb):
    page = visit(cast.mette)
    _open(page, forloeb)
    page.get_by_role("button", name="Mål", exact=True).press("Enter")
    page.wait_for_url("**/#*_title")  # the new block, where one goes on
    page.wait_for_load_state()
    expect(page.locator("[data-block]").last.locator(":focus")).to_have_count(1)
    page.get_by_role("link", name="Tilføj mål").press("Enter")
    page.get_by_label("Søg i målene").press_sequentially("brøk")
    expect(page.get_by_role("listitem").filter(has_text="Matematik · efter 6. klasse")).to_have_count(1)
    axe(page)
    page.get_by_role("button", name="Vælg: Eleven kan anvende brøker").press("Enter")
    words = page.get_by_label("Sådan siger vi det til eleverne")
    expect(words).to_have_value("Jeg kan regne med brøker")
    words.fill("Jeg kan dele en pizza i ottendedele")
    page.get_by_text("Tegn på læring").click()
    page.get_by_label("På vej").fill("Kan halvere og halvere igen")
    expect(_mark(page)).to_contain_text("Gemt kl.")
    axe(page)
    page.get_by_role("button", name="Flyt Mål op").press("Enter")
    expect(page.locator("[data-block] .kind-h").first).to_have_text("Mål")
    expect(page.get_by_role("status").filter(has_text="nummer 1 af 2")).to_be_attached()
    page.get_by_role("button", name="Slet Tekst").press("Enter")
    page.get_by_role("button", name="Fortryd").press("Enter")
    expect(page.get_by_role("button", name="Slet Tekst")).to_be_visible()
    page.get_by_role("link", name="Tidligere udgaver af Mål").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tidligere udgaver")
    axe(page)


def test_without_script_a_button_saves(cast, visit, forloeb):
    page = visit(cast.mette, js=False)
    page.goto(f"/forloeb/{forloeb.code}/")
    _field(page).fill("Skrevet uden JavaScript")
    page.locator(f"#blok-{_text(forloeb).code}").get_by_role("button", name="Gem", exact=True).click()
    expect(_field(page)).to_have_value("Skrevet uden JavaScript")
    assert _text(forloeb).head.body == "Skrevet uden JavaScript"


def test_what_is_published_has_the_last_sentence(cast, visit, forloeb):
    page = visit(cast.mette)
    _open(page, forloeb)
    _field(page).press_sequentially("Den sidste sætning")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("1. udgave", exact=True)).to_be_visible()
    edition = forloeb.editions.get()
    assert list(edition.blocks.order_by("rank").values_list("version__body", flat=True)) == ["", "Den sidste sætning"]
    expect(page.get_by_role("button", name="Udgiv ændringer")).to_be_hidden()
    _field(page).press("Control+End")
    _field(page).press_sequentially(" og én til")
    expect(page.get_by_role("button", name="Udgiv ændringer")).to_be_visible()
    page.get_by_role("link", name="Vis som elev").click()
    expect(page.locator(".prose", has_text="Den sidste sætning og én til")).to_be_visible()
