"""The register's imports as they are asked for: the administrator brings, the school's leader and secretary and the consultant look."""

from tests.policy.case import Case, _nothing, _of
from tests.policy.cases_insight import RUN_BY
from tests.policy.school import LivingSchool

ADMIN = frozenset({"municipal_admin"})
COUNT = RUN_BY | ADMIN | {"municipal_analyst", "supplier_support"}


def _run(school: LivingSchool) -> tuple[str]:
    return (school.import_run.code,)


IMPORTS = [
    Case("imports", COUNT, is_plain=True),
    Case("imports", ADMIN, sends=_nothing, ok=frozenset({422}), is_plain=True),
    Case("import_progress", COUNT, is_plain=True),
    Case("import_nights", ADMIN, sends=_of(nights="on"), is_plain=True),
    Case(
        "import_approval",
        ADMIN,
        sends=_of(run=lambda school: f"{school.import_run.code}:{school.import_run.seen}"),
        is_plain=True,
    ),
    Case("import_run", COUNT, _run),
    Case("import_run", COUNT, _run, query="?kun=pupils&alle"),
    Case("import_dismissal", ADMIN, _run, _nothing),
    Case("import_undo", ADMIN, _run, _nothing),
]
