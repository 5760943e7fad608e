"""The frame, the error pages and what they weigh."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from spor.ui import bundles, gallery, toasts
from spor.ui.shell import Me, NavItem, Shell
from spor.ui.tags import assets

STATIC = Path(bundles.__file__).parent / "static" / "ui"
TODAY = NavItem("I dag", "/", "sun", current=True)
STAFF = Shell(
    me=Me("Mette Lindqvist", "Kastanjeskolen", "m"),
    items=(TODAY, NavItem("Feedback", "/feedback/", "inbox", count=41)),
    classes=(NavItem("5.B", "/klasser/x/", "users"),),
    tabs=(TODAY, NavItem("Gem spor", "/spor/", "camera", is_main=True)),
    search_url="/soeg/",
    sign_out_url="/log-ud/",
)


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def test_the_rail_is_for_those_with_many_ways_to_go(request_: HttpRequest) -> None:
    assert STAFF.has_rail
    few = Shell(me=STAFF.me, items=STAFF.items)
    assert not few.has_rail
    with_rail = render_to_string("ui/shell.html", {"shell": STAFF}, request_)
    assert 'class="rail"' in with_rail
    assert "topnav" not in with_rail
    without = render_to_string("ui/shell.html", {"shell": few}, request_)
    assert 'class="rail"' not in without
    assert "topnav" in without


def test_the_frame_marks_where_one_is_and_what_waits(request_: HttpRequest) -> None:
    drawn = render_to_string("ui/shell.html", {"shell": STAFF}, request_)
    assert re.search(r'<a href="/" aria-current="page">', drawn)
    assert '41<span class="vh"> venter</span>' in drawn
    assert 'href="#indhold"' in drawn
    assert 'name="csrf-token"' in drawn


def test_nothing_is_inline(request_: HttpRequest) -> None:
    for name in ("ui/shell.html", "ui/young.html", "ui/gallery.html"):
        drawn = render_to_string(name, {"shell": STAFF, **gallery.samples()}, request_)
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", drawn), name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", drawn)), name


def test_a_message_becomes_a_toast_with_a_way_back(request_: HttpRequest) -> None:
    toasts.say(request_, "Sendt til Viggo", undo_url="/feedback/x/fortryd/")
    toasts.say_refused(request_, "Det fylder for meget")
    drawn = render_to_string("ui/shell.html", {"shell": STAFF}, request_)
    assert 'action="/feedback/x/fortryd/"' in drawn
    assert "Fortryd" in drawn
    assert 'class="toast bad"' in drawn


@pytest.mark.parametrize("status", ["400", "404", "413", "500"])
def test_errors_without_a_frame_are_the_same_for_everybody(status: str, request_: HttpRequest) -> None:
    template = get_template(f"{status}.html")
    toasts.say(request_, "Hemmeligt")
    alone = template.render()
    signed_in = template.render({"shell": STAFF, "exception": "elev 42", "request_path": "/elever/42/"}, request_)
    assert alone == signed_in
    assert "csrf" not in alone
    assert "nonce" not in alone


def test_no_access_keeps_the_frame(request_: HttpRequest) -> None:
    drawn = render_to_string("403.html", {"shell": STAFF}, request_)
    assert 'class="rail"' in drawn
    assert "Du har ikke adgang til denne side" in drawn


def test_every_part_exists_and_every_file_is_a_part() -> None:
    for path in [*bundles.stylesheet_paths(), *bundles.frame_script_paths()]:
        assert finders.find(path), path
    assert {f"{name}.css" for name in bundles.STYLESHEETS} == {path.name for path in STATIC.glob("css/*.css")}


def test_in_service_the_parts_come_as_one(settings) -> None:
    settings.TESTING = False
    assert bundles.stylesheet_paths() == [bundles.CSS_BUNDLE]
    assert bundles.frame_script_paths() == [bundles.JS_BUNDLE]
    found = {path: storage.open(path).read().decode() for path, storage in bundles.BundleFinder().list(None)}
    assert "@layer reset, base, layout, components, pages, utilities, print;" in found[bundles.CSS_BUNDLE][:600]
    assert "htmx:configRequest" in found[bundles.JS_BUNDLE]


def test_a_first_visit_weighs_at_most_120_kb(settings) -> None:
    settings.TESTING = False
    bundled = sum(len(gzip.compress(storage.open(path).read())) for path, storage in bundles.BundleFinder().list(None))
    font = (STATIC / "fonts/schibsted-grotesk-latin-wght-normal.woff2").stat().st_size
    single = ("icons.svg", "vendor/htmx.min.js", "js/spor-theme.js", "favicon.svg")
    rest = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in single)
    assert bundled > 10_000
    assert bundled + font + rest < 112_000  # the page itself may then weigh 8 kB


def test_every_icon_named_is_in_the_sheet() -> None:
    sheet = set(re.findall(r'id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    spor = Path(bundles.__file__).parents[1]
    named = {
        name for template in spor.rglob("*.html") for name in re.findall(r'{% icon "([^"]+)"', template.read_text())
    }
    assert named <= sheet, named - sheet


def test_raw_colours_stand_in_the_tokens_only() -> None:
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
    for path in STATIC.glob("css/*.css"):
        if path.name != "tokens.css":
            assert not raw.search(path.read_text()), path.name
    assert assets.icons_url().endswith("icons.svg")
