"""The week of five classes, read in as a planning system's file; the school's calendar; 5.B's weeks and Mette's year, shared."""

import datetime as dt
from functools import partial

from demo import stage
from spor.access.actor import Actor
from spor.base.schoolyear import Week
from spor.integrations.timetable.preview import preview
from spor.teaching.actions.days_off import add_days_off
from spor.teaching.actions.plan_year import lay_idea, share_year
from spor.teaching.actions.say_in_week import Said, say_in_week
from spor.teaching.actions.share_week import share_week
from spor.teaching.actions.take_timetable import take_timetable
from spor.teaching.holidays import Free, usual
from spor.teaching.queries.week import WeekLine, week_lines

SOURCE = "file"
BEGINS_ON = dt.date(2026, 8, 10)
TEACHERS = {"karim": "31kariml", "sarah": "31sarahl", "nadia": "31nadial", "peter": "31peterl", "torben": "31torbenl"}
HOURS = {
    "a": ("8.15", "9.45"),
    "b": ("10.15", "11.00"),
    "c": ("11.00", "11.45"),
    "d": ("12.30", "14.00"),
    "e": ("12.30", "13.15"),
}
# Per class its usual room, and per weekday: hour, subject, teacher, and another room where it is not the usual one.
WEEKS = {
    "5.B": (
        "lokale 112",
        "a mat jonas, b dan mette, c dan mette, d nat jonas",
        "a dan mette, b eng sarah, c his mette, e mat jonas",
        "a dan mette, b his mette, c mat jonas, d eng sarah",
        "a mat jonas, b dan jonas, c eng sarah, d idr jonas hallen",
        "a bil nadia billedkunst, b dan mette, c kla mette",
    ),
    "5.A": (
        "lokale 110",
        "a dan mette, b mat peter, c mat peter, e eng sarah",
        "a mat peter, b dan mette biblioteket, d idr peter hallen",
        "a mat peter, b eng sarah, c dan mette biblioteket",
        "a eng sarah, b mat peter, c mat peter",
        "a dan mette, b dan mette, c kla peter",
    ),
    "8.C": (
        "lokale 204",
        "a fys karim fysik, b eng sarah, c eng sarah, d dan mette",
        "a mat karim, b his torben, c his torben",
        "a mat karim, b his torben, c fys karim fysik, d dan mette",
        "a mat karim, b fys karim fysik, d dan mette",
        "a eng sarah, b mat karim, c kla karim",
    ),
    "2.A": (
        "lokale 12",
        "a dan birgitte, b mat peter, c mus birgitte musik",
        "a mat peter, b dan birgitte, c nat birgitte",
        "a dan birgitte, b nat birgitte, c mat peter, e idr ali hallen",
        "a dan birgitte, b dan birgitte biblioteket, c mat peter",
        "a bil birgitte, b dan birgitte, c kla birgitte",
    ),
    "0.A": (
        "lokale 2",
        "a bhk sanne, b bhk sanne, e bhk sanne skolegården",
        "a bhk sanne, b bhk sanne, c bhk sanne",
        "a bhk sanne, b bhk sanne, e bhk sanne skolegården",
        "a bhk sanne, b bhk sanne, c bhk sanne biblioteket",
        "a bhk sanne, b bhk sanne",
    ),
}

# Per week: (subject, weekday), what instead, and what to remember.
SAID = {
    47: [(("idr", 4), "", "idrætstøj"), (("dan", 1), "", "bogen, du læser i")],
    48: [
        (("idr", 4), "Boldspil i hallen", "idrætstøj og indendørs sko"),
        (("nat", 1), "Vi måler strøm i grupper", ""),
        (("dan", 5), "", "dit udkast på papir"),
    ],
}
# Mette's ideas for the spring: subject, title, first and last week of 2027.
IDEAS = (
    ("dan", "Nordiske sagn", 2, 6),
    ("dan", "Mobilfilm", 9, 11),
    ("dan", "Digte du kan høre", 19, 23),
    ("his", "Harald og korset", 3, 6),
    ("his", "Middelalderen", 9, 14),
)


def add_to(script: stage.Script) -> None:
    """Before the school year the secretary lays its calendar and reads the timetable; in November 5.B's weeks are shared."""
    script.add(stage.moment("2026-06-24 10.15"), _calendar)
    script.add(stage.moment("2026-08-10 9.30"), _timetable)
    for week in (47, 48):
        script.add(stage.moment(f"2026-W{week - 1}-5 14.20"), partial(_week, week))
    script.add(stage.moment("2026-08-14 15.10"), _year)


def _calendar() -> None:
    lone = stage.actor("lone", stage.moment("2026-06-24 10.15"))
    own = Free(dt.date(2026, 11, 20), dt.date(2026, 11, 21), "Skolens fødselsdag")
    add_days_off(actor=lone, school=stage.school(), days=[*usual(2026), own])


def _timetable() -> None:
    lone = stage.actor("lone", stage.moment("2026-08-10 9.30"))
    found = preview(lone, stage.school(), csv_text(), BEGINS_ON)
    if found.problems:
        raise ValueError(found.problems)
    take_timetable(actor=lone, school=stage.school(), hours=found.hours, from_on=BEGINS_ON, source=SOURCE)


def csv_text() -> str:
    """The week as a planning system would send it."""
    lines = [
        _line(name, room, weekday, words.split())
        for name, (room, *days) in WEEKS.items()
        for weekday, day in enumerate(days, 1)
        for words in day.split(", ")
    ]
    return "\n".join(["klasse;dag;start;slut;fag;lærer;lokale", *lines])


def _line(group: str, room: str, weekday: int, words: list[str]) -> str:
    hour, subject, teacher, *elsewhere = words
    uniid = stage.person(TEACHERS.get(teacher, teacher)).uniid
    return ";".join([group, str(weekday), *HOURS[hour], subject, uniid, elsewhere[0] if elsewhere else room])


def _week(number: int) -> None:
    """The Friday before, Mette says what to remember, and shares the week."""
    monday = Week(2026, number).monday
    mette = stage.actor("mette", stage.moment(f"2026-W{number - 1}-5 14.20"))
    group = stage.group("5.B")
    lines = {(line.subject.key if line.subject else "", line.day.isoweekday()): line for line in _lines(mette, monday)}
    for (subject, weekday), what, bring in SAID[number]:
        line = lines[subject, weekday]
        said = Said(what or line.what, bring)
        say_in_week(actor=mette, line=line, monday=monday, said=said, key=f"demo-{number}-{subject}-{weekday}")
    share_week(actor=mette, group=group, monday=monday)


def _lines(who: Actor, monday: dt.date) -> list[WeekLine]:
    return week_lines(who, groups=[stage.group("5.B")], monday=monday)


def _year() -> None:
    """Mette lays her ideas for the spring and shares dansk."""
    mette = stage.actor("mette", stage.moment("2026-08-14 15.10"))
    group = stage.group("5.B")
    for subject, title, first, last in IDEAS:
        key = f"demo-{subject}-{first}"
        span = {"first": Week(2027, first), "last": Week(2027, last)}
        lay_idea(actor=mette, group=group, subject=stage.subject(subject), title=title, key=key, **span)
    share_year(actor=mette, group=group, subject=stage.subject("dan"), year=2026)
