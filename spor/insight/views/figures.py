"""Figures of one school and of all, on the screen and as a file with the same words."""

import csv
import io

import xlsxwriter
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
def schools_xlsx(request: Request) -> HttpResponse:
    period, rows = city_sheet(request.actor, request.GET.get("uge", ""))
    return _workbook(rows, period)


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


@require_safe
def school_xlsx(request: Request, code: str) -> HttpResponse:
    period, rows = school_sheet(request.actor, code, request.GET.get("uge", ""))
    return _workbook(rows, period)


def _file(rows: list[list[str]], period: Period | None) -> HttpResponse:
    """As a spreadsheet here reads it: semicolons, and a mark that says UTF-8."""
    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows(rows)
    week = f"-uge-{period.value}" if period else ""
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tal{week}.csv"'
    return answer


def _workbook(rows: list[list[str]], period: Period | None) -> HttpResponse:
    """The same cells in the same words: nothing in it is a formula, a link or a number that the screen does not show."""
    written = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, plain) as book:
        page = book.add_worksheet("Tal")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for at, row in enumerate(rows):
            page.write_row(at, 0, row, None if at else head)
        page.freeze_panes(1, 1)
        page.set_column(0, len(rows[0]), 20)
    week = f"-uge-{period.value}" if period else ""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(written.getvalue(), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="tal{week}.xlsx"'
    return answer
