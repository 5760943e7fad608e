"""Figures of one school and of all, on the screen and as a file with the same words."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spor.access.request import Request
from spor.insight.figures.city import city_page, city_sheet
from spor.insight.figures.school import school_page, school_sheet
from spor.insight.figures.weeks import Period


@require_safe
def schools(request: Request) -> HttpResponse:
    """`/skoler/`: every school whose figures the reader may see, by name."""
    return render(request, "insight/schools.html", {"page": city_page(request.actor, request.GET.get("uge", ""))})


@require_safe
def schools_csv(request: Request) -> HttpResponse:
    period, rows = city_sheet(request.actor, request.GET.get("uge", ""))
    return _file(rows, period)


@require_safe
def school(request: Request, code: str) -> HttpResponse:
    """`/skoler/<code>/`: one school."""
    return render(
        request, "insight/school.html", {"page": school_page(request.actor, code, request.GET.get("uge", ""))}
    )


@require_safe
def school_csv(request: Request, code: str) -> HttpResponse:
    period, rows = school_sheet(request.actor, code, request.GET.get("uge", ""))
    return _file(rows, period)


def _file(rows: list[list[str]], period: Period | None) -> HttpResponse:
    """As a spreadsheet here reads it: semicolons, and a mark that says UTF-8."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    week = f"-uge-{period.value}" if period else ""
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tal{week}.csv"'
    return answer
