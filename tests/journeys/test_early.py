"""What is typed before the page's scripts have come is kept like everything else, and a page nobody types in saves nothing."""

import pytest
from playwright.sync_api import Page, Route, expect

from spor.access.models import Draft
from spor.base.codes import new_code
from spor.curriculum.models import Goal
from spor.forloeb import actions
from spor.forloeb.models import Block, Forloeb
from spor.forloeb.texts import BlockText, GoalText
from tests.cast import Cast
from tests.journeys.conftest import Visits
from tests.rooms.evidence import work

pytestmark = pytest.mark.journey("forloeb", "evidence")


@pytest.fixture
def forloeb(cast: Cast, actor) -> Forloeb:
    """A forløb with an empty block of each kind, and goals with a sign."""
    mette = actor(cast.mette)
    made = actions.start_forloeb(actor=mette, school=cast.kastanje, title="Gys", key=new_code())
    goal = GoalText(Goal.objects.all()[0].pk, "Jeg kan", ("", "En krog", "", ""))
    for kind in ("text", "goals", "activity", "resource", "assignment"):
        text = BlockText(goals=(goal,)) if kind in ("goals", "assignment") else BlockText()
        actions.add_block(actor=mette, forloeb=made, kind=Block.Kind(kind), key=new_code(), text=text)
    return made


def slowly(page: Page) -> None:
    """The writing script takes its time on the way."""

    def late(route: Route) -> None:
        page.wait_for_timeout(1200)
        route.continue_()

    page.route("**/spor-autosave.js", late)


def test_a_forloeb_is_written_before_the_script_comes(visit: Visits, cast: Cast, forloeb: Forloeb) -> None:
    page = visit(cast.mette)
    slowly(page)
    page.goto(f"/forloeb/{forloeb.code}/", wait_until="commit")
    page.get_by_role("textbox", name="Tekst", exact=True).fill("Hurtige fingre")
    expect(page.locator('[data-mark="writing"] .saved')).to_contain_text("Gemt kl.")
    assert forloeb.blocks.get(kind="text").head.body == "Hurtige fingre"


def test_feedback_is_written_before_the_script_comes(visit: Visits, cast: Cast) -> None:
    run = work.make_run(cast, cast.g5b, cast.dansk, by=cast.mette)
    made = work.handed_in_by(work.make_assignment(run, cast.goals[:1], cast.wordings[:1]), cast.viggo)
    page = visit(cast.mette)
    slowly(page)
    page.goto(f"/feedback/{made.code}/", wait_until="commit")
    page.get_by_label("Til Viggo", exact=True).fill("Hurtige fingre")
    expect(page.get_by_text("Gemt kl.")).to_be_visible()
    assert Draft.objects.get(field="text").text == "Hurtige fingre"


def test_a_page_nobody_types_in_saves_nothing(visit: Visits, cast: Cast, forloeb: Forloeb) -> None:
    page = visit(cast.mette)
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.goto(f"/forloeb/{forloeb.code}/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    page.goto("/")
    assert posts == []
