"""The addresses of figures, rollout and wishes, of substitutes and class leads, and who gets each."""

from tests.policy.case import LEADERS, STAFF, Case, _key, _nothing, _of
from tests.policy.school import LivingSchool

RUN_BY = LEADERS | {"secretary"}
CONSULTED = LEADERS | {"municipal_analyst"}
FIGURED = CONSULTED | {"municipal_admin"}
SETTLED = LEADERS | {"municipal_admin"}


def _school(school: LivingSchool) -> tuple[str]:
    return (school.school.code,)


SUPPORT = frozenset({"supplier_support"})
SUPPORTED = SUPPORT | {"municipal_admin"}


def _window(school: LivingSchool) -> tuple[str]:
    return (school.support_window.code,)


SUPPORTS = [
    Case("support", SUPPORTED, is_plain=True),
    Case(
        "support",
        SUPPORT,
        sends=_of(school=lambda school: school.school.code, reason="Import", key=_key),
        is_plain=True,
        spared=frozenset({"municipal_admin"}),
    ),
    Case("support_window", SUPPORT, _window),
    Case("support_approval", frozenset({"municipal_admin"}), _window, _of(hours="2")),
    Case("support_end", SUPPORTED, _window, _nothing),
]
INSIGHT = [
    Case("legal_bases", RUN_BY, _school),
    Case("legal_basis", RUN_BY, lambda school: (school.no_custody.code,), _of(basis="Plejetilladelse")),
    *SUPPORTS,
    Case("cover", RUN_BY, lambda school: (school.group.code,)),
    Case(
        "cover",
        RUN_BY,
        lambda school: (school.group.code,),
        _of(person=lambda school: school.cast.ida.code, from_on="2026-11-25", to_on="2026-11-26"),
    ),
    Case("cover_end", RUN_BY, lambda school: (school.cover.code,), _nothing),
    Case("class_leads", RUN_BY, _school),
    Case(
        "class_leads",
        RUN_BY,
        _school,
        _of(group=lambda school: school.group.code, person=lambda school: school.author.code),
    ),
    Case("class_lead_end", RUN_BY, lambda school: (school.lead.code,), _nothing),
    Case("schools", FIGURED, is_plain=True),
    Case("schools_csv", CONSULTED, is_plain=True),
    Case("schools_xlsx", CONSULTED, is_plain=True),
    Case("school", FIGURED, _school),
    Case("school_csv", CONSULTED, _school),
    Case("school_xlsx", CONSULTED, _school),
    Case("rollouts", FIGURED | {"class_teacher"}, is_plain=True),
    Case("school_rollout", FIGURED | {"class_teacher"}, _school),
    Case("rollout_start", CONSULTED, _school, _of(on="2027-02-01")),
    Case("part_in_use", SETTLED, _school, _of(part="portfolio")),
    Case("part_aside", SETTLED, _school, _of(part="portfolio")),
    Case("superusers", SETTLED, _school, _of(person=lambda school: school.author.code)),
    Case("superuser_end", SETTLED, lambda school: (school.superuser.code,), _nothing),
    Case("visits", CONSULTED, _school, _of(on="2026-12-01", about="Feedback", key=_key)),
    Case("visit_held", CONSULTED, lambda school: (school.visit.code,), _nothing),
    Case("wishes", STAFF | {"other_school_teacher", "municipal_analyst"}, is_plain=True),
    Case(
        "wishes",
        STAFF | {"other_school_teacher"},
        sends=_of(kind="wish", text="Et ønske mere", key=_key),
        is_plain=True,
        spared=frozenset({"municipal_analyst"}),
    ),
    Case(
        "wish_answer",
        frozenset({"class_teacher", "municipal_analyst"}),
        lambda school: (school.said.code,),
        _of(text="Tak"),
    ),
]
