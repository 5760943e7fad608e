"""The week of five classes. A timetable comes from a planning system's file; until one is read in, these rows stand for it."""

import datetime as dt

from demo import stage
from spor.teaching.models import Lesson

SOURCE = "demo"
BEGINS_ON = dt.date(2026, 8, 1)
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


def write() -> int:
    """Write the lessons; return how many."""
    lessons = [
        _lesson(name, room, weekday, line.split())
        for name, (room, *days) in WEEKS.items()
        for weekday, day in enumerate(days, 1)
        for line in day.split(", ")
    ]
    return len(Lesson.objects.bulk_create(lessons))


def _lesson(group: str, room: str, weekday: int, words: list[str]) -> Lesson:
    hour, subject, teacher, *elsewhere = words
    starts_at, ends_at = (dt.datetime.strptime(clock, "%H.%M").time() for clock in HOURS[hour])  # noqa: DTZ007 # a time of day has no zone
    return Lesson(
        group=stage.group(group),
        subject=stage.subject(subject),
        teacher=stage.person(TEACHERS.get(teacher, teacher)),
        weekday=weekday,
        starts_at=starts_at,
        ends_at=ends_at,
        room=elsewhere[0] if elsewhere else room,
        source=SOURCE,
        from_on=BEGINS_ON,
    )
