"""The addresses of what is kept: one's own copy, the holds, the record of processing."""

from tests.policy.case import HOME, SIGNED_IN, Case, _key, _nothing, _of, _pupil
from tests.policy.school import LivingSchool

ADMIN = frozenset({"municipal_admin"})


def _hold(school: LivingSchool) -> tuple[str]:
    return (school.hold.code,)


PRIVACY = [
    Case("own_copies", SIGNED_IN),
    Case("pupil_copy", HOME | {"leader_with_purpose"}, _pupil(), _nothing, is_about_pupil=True),
    Case("holds", ADMIN, is_plain=True),
    Case(
        "holds",
        ADMIN,
        sends=_of(person=lambda school: school.pupil.uniid, reason="Klagesag", until_on="", key=_key),
        is_plain=True,
    ),
    Case("hold_release", ADMIN, _hold, _nothing, is_plain=True),
    Case("processing_record", ADMIN, is_plain=True),
]
