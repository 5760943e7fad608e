"""Focus points, agreements, interventions and talks as they are asked for."""

from tests.policy.case import (
    AROUND,
    AUTHORS,
    CLASS,
    HOME,
    LEADERS,
    TEACHERS,
    Case,
    _group,
    _intervention,
    _key,
    _nothing,
    _of,
    _point,
    _pupil,
    _talk,
)
from tests.policy.school import LivingSchool

AROUND_TEAM = TEACHERS | {"support_staff", "leader_with_purpose"}
LEAD = frozenset({"class_teacher"})
BRING = LEADERS | {"subject_teacher"}


def _result_file(school: LivingSchool) -> tuple[str]:
    return (school.result_file.code,)


FOCUS = [
    Case("focus_points", AROUND_TEAM, _pupil(), is_about_pupil=True),
    Case(
        "focus_points",
        AUTHORS,
        _pupil(),
        _of(about="fag:dan", what="Skrive længe", key=_key),
        is_about_pupil=True,
    ),
    Case("focus_point", AROUND, _pupil(_point), is_about_pupil=True),
    Case(
        "focus_part", AUTHORS, _pupil(_point, lambda school: "school"), _of(text="Vi hjælper", n=0), is_about_pupil=True
    ),
    Case("focus_part", HOME, _pupil(_point, lambda school: "home"), _of(text="Vi læser", n=0), is_about_pupil=True),
    Case(
        "focus_part",
        AUTHORS | {"pupil_self"},
        _pupil(_point, lambda school: "pupil"),
        _of(text="Jeg vil skrive", n=1),
        is_about_pupil=True,
    ),
    Case("focus_sound", AROUND, _pupil(_point), is_about_pupil=True),
    Case("focus_showing", AUTHORS, _pupil(_point), _nothing, is_about_pupil=True),
    Case("focus_ending", AUTHORS, _pupil(_point), _nothing, is_about_pupil=True),
    Case("focus_return", AUTHORS, _pupil(_point), _nothing, is_about_pupil=True),
    Case("agreements", AROUND - {"leader_with_purpose"}, _pupil(), _of(text="Læse", key=_key), is_about_pupil=True),
    Case(
        "agreement_state",
        TEACHERS | HOME | {"pupil_self"},
        _pupil(lambda school: school.agreement.code),
        _of(state="begun"),
        is_about_pupil=True,
    ),
    Case(
        "interventions",
        TEACHERS | {"support_staff"},
        _pupil(),
        _of(text="Makker", subject=lambda school: school.subject.code, key=_key),
        is_about_pupil=True,
    ),
    Case(
        "follow_up", TEACHERS | {"support_staff"}, _pupil(_intervention), _of(text="Det går", n=1), is_about_pupil=True
    ),
    Case("intervention_ending", TEACHERS | {"support_staff"}, _pupil(_intervention), _nothing, is_about_pupil=True),
    Case("talk", AROUND, _pupil(_talk), is_about_pupil=True),
    Case("talk_preparation", AROUND - {"leader_with_purpose"}, _pupil(_talk), _of(text="Engelsk"), is_about_pupil=True),
    Case("talk_holding", LEAD, _pupil(_talk), _of(text="Om engelsk"), is_about_pupil=True),
    Case("talk_calling_off", LEAD, _pupil(_talk), _nothing, is_about_pupil=True),
    Case("talk_acknowledgement", HOME | {"pupil_self"}, _pupil(_talk), _nothing, is_about_pupil=True),
    Case("class_talks", LEAD, _group),
    Case("class_talks", LEAD, _group, _of(key=_key)),
    Case("class_focus", CLASS, _group),
    Case("class_focus", LEAD, _group, _of(what="Lytte", key=_key)),
    Case("class_focus_ending", LEAD, lambda school: (school.group.code, school.class_focus.code), _nothing),
]
RESULTS = [
    Case("results", BRING, is_plain=True),
    Case("results", BRING, sends=_of(key=_key), ok=frozenset({422}), is_plain=True),
    Case("results_from", LEADERS | {"class_teacher"}, _result_file),
    Case("results_from", LEADERS | {"class_teacher"}, _result_file, _nothing),
    Case("result_reading", LEADERS | {"class_teacher"}, _result_file, _nothing),
    Case("result_undo", LEADERS | {"class_teacher"}, _result_file, _nothing),
]
