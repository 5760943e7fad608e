"""The year plan: laid out in lanes, moved by its owner, with all that hangs on it; shared subject by subject."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from spor.base.codes import new_code
from spor.base.errors import Refused
from spor.base.schoolyear import Week
from spor.curriculum.models import Framework, Goal
from spor.forloeb.models import BlockGoal, Forloeb
from spor.teaching.actions.move import move
from spor.teaching.actions.plan_year import close_year, fetch_last_year, lay_idea, share_year
from spor.teaching.actions.say_in_week import Said, say_in_week
from spor.teaching.actions.start_run import start_run
from spor.teaching.lanes import Bar, lay
from spor.teaching.models import Idea, Run
from spor.teaching.queries.areas import not_met
from spor.teaching.queries.week import week_lines
from spor.teaching.queries.year_page import bars_of, year_page
from tests.cast import TODAY, YEAR_STARTS
from tests.rooms.teaching import plans
from tests.rooms.teaching.plans import MONDAY, THURSDAY

NEXT_YEAR = YEAR_STARTS.replace(year=2027)
W5, W6, W7 = (Week(2027, number) for number in (5, 6, 7))


def _bar(first: Week, weeks: int) -> Bar:
    return Bar("x", f"{first}", first.monday, first.monday + dt.timedelta(weeks=weeks))


def test_what_runs_at_once_lies_in_lanes_and_gaps_stop_at_holidays():
    weeks = [Week(2026, number) for number in range(40, 50)]
    lanes = lay([_bar(weeks[0], 2), _bar(weeks[1], 3), _bar(weeks[2], 1)], weeks, {weeks[5]})
    drawn = [[(cell.span, bool(cell.bar), cell.is_free, cell.is_gap) for cell in lane.cells] for lane in lanes]
    assert drawn == [
        [
            (2, True, False, False),
            (1, True, False, False),
            (2, False, False, True),
            (1, False, True, False),
            (4, False, False, True),
        ],
        [
            (1, False, False, False),
            (3, True, False, False),
            (1, False, False, False),
            (1, False, True, False),
            (4, False, False, True),
        ],
    ]
    assert len(lay([], weeks, set())) == 1


def test_a_run_takes_its_dates_and_words_along_when_it_moves(cast, actor):
    made, mette = plans.run(cast), actor(cast.mette)
    line = week_lines(mette, groups=[cast.g5b], monday=MONDAY)[0]
    say_in_week(actor=mette, line=line, monday=MONDAY, said=Said("", "bogen"), key=new_code())
    move(actor=mette, row=made, first=Week(2026, 49), last=Week(2026, 51))
    made.refresh_from_db()
    assert (made.starts_on, made.ends_on) == (MONDAY, MONDAY + dt.timedelta(weeks=3))
    assert made.assignments.get().due_on == THURSDAY + dt.timedelta(weeks=1)
    moved = week_lines(mette, groups=[cast.g5b], monday=MONDAY + dt.timedelta(weeks=1))
    assert moved[0].bring == "bogen"


def test_a_run_made_shorter_keeps_its_dates_inside(cast, actor):
    made = plans.run(cast)
    move(actor=actor(cast.jonas), row=made, first=Week(2026, 48), last=Week(2026, 48))
    assert made.assignments.get().due_on == dt.date(2026, 11, 27)
    with pytest.raises(Refused, match="slutter før"):
        move(actor=actor(cast.jonas), row=made, first=Week(2026, 50), last=Week(2026, 49))


def test_only_the_subjects_teacher_lays_and_moves_until_there_is_none(cast, actor):
    mat = plans.run(cast, subject=cast.matematik, by=cast.jonas)
    with pytest.raises(PermissionDenied):
        move(actor=actor(cast.mette), row=mat, first=W5, last=W6)
    with pytest.raises(PermissionDenied):
        lay_idea(actor=actor(cast.mette), group=cast.g5b, subject=cast.matematik, title="x", first=W5, last=W6, key="k")
    assert not Idea.objects.exists()
    lay_idea(actor=actor(cast.birgitte), group=cast.g2a, subject=cast.historie, title="x", first=W5, last=W6, key="k")
    for _ in range(2):
        lay_idea(actor=actor(cast.mette), group=cast.g5b, subject=cast.dansk, title="x", first=W5, last=W6, key="l")
    assert Idea.objects.count() == 2


def test_pupils_and_homes_see_a_subject_from_when_it_is_shared(cast, actor):
    plans.run(cast, weeks=(51, 52))
    Run.objects.update(visible_from_on=dt.date(2026, 12, 14))
    lay_idea(actor=actor(cast.mette), group=cast.g5b, subject=cast.dansk, title="Sagn", first=W5, last=W6, key="k")
    readers = [actor(who) for who in (cast.oskar, cast.henrik)]
    assert not any(bars_of(who, cast.g5b, YEAR_STARTS, NEXT_YEAR) for who in readers)
    share = share_year(actor=actor(cast.jonas), group=cast.g5b, subject=cast.dansk, year=2026)
    for who in readers:
        ((run, idea),) = bars_of(who, cast.g5b, YEAR_STARTS, NEXT_YEAR).values()
        assert (run.title, run.address, idea.title, idea.can_move) == ("Gys og gru", "", "Sagn", False)
    assert not bars_of(actor(cast.otto), cast.g5b, YEAR_STARTS, NEXT_YEAR)
    with pytest.raises(PermissionDenied):
        share_year(actor=actor(cast.mette), group=cast.g5b, subject=cast.matematik, year=2026)
    close_year(actor=actor(cast.mette), share=share)
    assert not bars_of(actor(cast.henrik), cast.g5b, YEAR_STARTS, NEXT_YEAR)


def test_last_years_plan_comes_as_ideas_once(cast, actor):
    made = plans.run(cast, group=cast.g2a)
    old = dt.timedelta(weeks=52)
    Run.objects.filter(pk=made.pk).update(starts_on=made.starts_on - old, ends_on=made.ends_on - old)
    made.edition.forloeb.grade = 5
    made.edition.forloeb.save()
    for _ in range(2):
        fetch_last_year(actor=actor(cast.mette), group=cast.g5b, subject=cast.dansk, year=2026)
    idea = Idea.objects.get()
    assert (idea.title, idea.starts_on, idea.group) == ("Gys og gru", made.starts_on, cast.g5b)
    with pytest.raises(Refused, match="Vi fandt ingen"):
        fetch_last_year(actor=actor(cast.jonas), group=cast.g5b, subject=cast.dansk, year=2026)


def test_an_idea_gives_way_to_the_run_it_was_about(cast, actor):
    made = plans.run(cast, weeks=(40, 41))
    idea = lay_idea(
        actor=actor(cast.mette), group=cast.g5b, subject=cast.dansk, title="Gys", first=W5, last=W6, key="k"
    )
    Idea.objects.update(forloeb=made.edition.forloeb)
    start_run(actor=actor(cast.mette), edition=made.edition, group=cast.g5b, first=W6, last=W7, key="run")
    idea.refresh_from_db()
    assert idea.removed_at is not None


def test_an_idea_becomes_a_forloeb_and_runs_without_being_typed_again(client, cast, sign_in, actor):
    idea = lay_idea(
        actor=actor(cast.mette),
        group=cast.g5b,
        subject=cast.dansk,
        title="Sagn fra egnen",
        first=W5,
        last=W7,
        key="k",
    )
    place = [cast.g5b.code, 2026, idea.code]
    sign_in(client, cast.mette)
    assert "Skriv forløbet" in client.get(f"{reverse('group_year', args=place[:2])}?flyt={idea.code}").content.decode()
    for _ in range(2):
        written = client.post(reverse("year_idea_forloeb", args=place))
    forloeb = Forloeb.objects.get()
    assert written.url == reverse("forloeb", args=[forloeb.code])
    assert (forloeb.subject, forloeb.grade, forloeb.from_week, forloeb.to_week) == (cast.dansk, 5, 5, 7)
    move(actor=actor(cast.mette), row=Idea.objects.get(), first=W6, last=W7)
    proposal = client.get(reverse("start_run", args=[forloeb.code])).context["form"]
    assert (proposal["group"].value(), proposal["from_week"].value()) == (cast.g5b.code, "2027-6")
    for _ in range(2):
        started = client.post(reverse("year_idea_start", args=place))
    run = Run.objects.get()
    assert started.url == reverse("run", args=[run.code])
    assert (str(run), run.group, run.subject, run.starts_on) == ("Sagn fra egnen", cast.g5b, cast.dansk, W6.monday)
    (bar,) = bars_of(actor(cast.mette), cast.g5b, YEAR_STARTS, NEXT_YEAR)[cast.dansk.pk]
    assert not bar.is_idea


def test_what_belongs_to_no_subject_is_shared_by_whoever_leads_the_class(client, cast, sign_in, actor):
    plans.run(cast)
    Run.objects.update(subject=None)
    place = [cast.g5b.code, 2026]
    sign_in(client, cast.jonas)
    assert client.post(reverse("year_share_across", args=place)).status_code == 403
    sign_in(client, cast.mette)
    idea = {"title": "Projektuge", "subject": "paa-tvaers", "first": "2027-10", "last": "2027-10", "key": "p"}
    assert client.post(reverse("year_ideas", args=place), idea).status_code == 302
    assert not bars_of(actor(cast.henrik), cast.g5b, YEAR_STARTS, NEXT_YEAR)
    for _ in range(2):
        page = client.post(reverse("year_share_across", args=place), follow=True).content.decode()
    assert "På tværs</span>" in page
    assert "Delt med elever og forældre af Mette Lindqvist" in page
    for who in (cast.oskar, cast.henrik):
        assert [bar.title for bar in bars_of(actor(who), cast.g5b, YEAR_STARTS, NEXT_YEAR)[None]] == [
            "Gys og gru",
            "Projektuge",
        ]
    client.post(reverse("year_closing_across", args=place))
    assert not bars_of(actor(cast.henrik), cast.g5b, YEAR_STARTS, NEXT_YEAR)


def test_what_the_class_has_not_met_yet_is_areas_and_never_a_number(cast, actor):
    version = cast.goals[0].version
    Framework.objects.update(key="faelles-maal")
    areas = [
        Goal.objects.create(
            version=version,
            subject=cast.dansk,
            kind="area",
            identity=f"a{n}",
            from_grade=5,
            to_grade=6,
            rank=n,
            text=text,
        )
        for n, text in enumerate(("Læsning", "Fremstilling", "Kommunikation"))
    ]
    for goal, area in zip(cast.goals[:2], areas, strict=False):
        Goal.objects.filter(pk=goal.pk).update(parent=area)
    now, later = plans.run(cast), plans.run(cast, weeks=(51, 52))
    for run, goal in ((now, cast.goals[0]), (later, cast.goals[1])):
        BlockGoal.objects.create(version=run.assignments.get().version, goal=goal)
    (left,) = not_met(actor(cast.mette), cast.g5b, [cast.dansk, cast.matematik], 2026)
    assert [area.text for area in left.areas] == ["Kommunikation"]
    assert [area.text for area in left.planned] == ["Fremstilling"]
    assert left.span == "5.–6. klasse"


def test_the_year_is_moved_and_shared_on_its_page(client, cast, sign_in):
    made = plans.run(cast)
    sign_in(client, cast.mette)
    assert "Årsplan for 5.B" in client.get(reverse("years")).content.decode()
    place = [cast.g5b.code, 2026]
    page = client.get(f"{reverse('group_year', args=place)}?flyt={made.code}").content.decode()
    assert "En uge senere" in page
    client.post(reverse("year_weeks", args=[*place, made.code]), {"step": "later"})
    made.refresh_from_db()
    assert made.starts_on == MONDAY
    for step, weeks in (("longer", 4), ("shorter", 3), ("earlier", 3)):
        client.post(reverse("year_weeks", args=[*place, made.code]), {"step": step})
        made.refresh_from_db()
        assert (made.ends_on - made.starts_on).days // 7 == weeks
    wrong = client.post(reverse("year_weeks", args=[*place, made.code]), {"first": "2026-50", "last": "2026-48"})
    assert wrong.status_code == 422
    assert "slutter før" in wrong.content.decode()
    shared = client.post(reverse("year_share", args=[*place, cast.dansk.code]), follow=True).content.decode()
    assert "Delt med elever og forældre af Mette Lindqvist" in shared
    sign_in(client, cast.henrik)
    page = client.get(reverse("group_year", args=place)).content.decode()
    assert "Gys og gru" in page
    assert "data-bar" not in page
    assert "ikke har mødt" not in page


def test_an_empty_year_offers_last_years(client, cast, sign_in):
    sign_in(client, cast.mette)
    place = [cast.g5b.code, 2026]
    page = client.get(reverse("group_year", args=place)).content.decode()
    assert "Et tomt år" in page
    answer = client.post(reverse("year_last", args=[*place, cast.dansk.code]), follow=True).content.decode()
    assert "Vi fandt ingen forløb" in answer
    empty = client.post(
        reverse("year_ideas", args=place), {"subject": cast.dansk.code, "first": "2027-5", "last": "2027-6"}
    )
    assert empty.status_code == 422
    assert "Skriv et par ord" in empty.content.decode()


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("group_year", 18), ("year_weeks", 22), ("year_ideas", 18)])
def test_a_year_costs_the_same_however_full(
    client, cast, actor, sign_in, many, name, queries, django_assert_num_queries
):
    for number in range(many):
        made = plans.run(cast, title=f"Forløb {number}")
        lay_idea(
            actor=actor(cast.mette), group=cast.g5b, subject=cast.dansk, title="x", first=W5, last=W6, key=new_code()
        )
    sign_in(client, cast.mette)
    place = reverse(name, args=[cast.g5b.code, 2026, *([made.code] if name == "year_weeks" else [])])
    with django_assert_num_queries(queries):
        page = client.get(place) if name == "group_year" else client.post(place, {"first": "x"})
    assert page.content.decode().count("<span>Forløb ") == many


def test_the_page_knows_its_year(cast, actor):
    page = year_page(actor(cast.mette), cast.g5b.code, 2026)
    assert page.weeks[0].monday >= YEAR_STARTS - dt.timedelta(days=3)
    assert page.weeks[-1].monday < dt.date(2027, 6, 26)
    assert sum(span for _month, span in page.months) == len(page.weeks)
    assert page.this_year == 2026
    assert page.weeks[0].monday <= TODAY
