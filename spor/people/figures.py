"""How many pupils the schools have. Counts without names."""

import datetime as dt

from django.db.models import Count

from spor.people.models import Enrolment, live


def pupils_by_grade(day: dt.date) -> dict[tuple[int, int | None], int]:
    """(school id, klassetrin or None) → how many pupils are enrolled on `day`. One query."""
    rows = Enrolment.objects.filter(live(day)).values_list("school", "grade")
    return {(school, grade): count for school, grade, count in rows.annotate(n=Count("person", distinct=True))}
