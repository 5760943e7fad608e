from django.urls import path

from spor.teaching.views import assignments, calendar, runs, week, year

_WEEK = "ugen/<int:year>-<int:number>/"
_SCHOOL = "skoler/<code:code>/kalender/<int:year>/"
_YEAR = "klasser/<code:code>/aarsplan/<int:year>/"
_GROUP_WEEK = f"klasser/<code:code>/{_WEEK}"

urlpatterns = [
    path("skoler/<code:code>/kalender/", calendar.now, name="school_calendar_now"),
    path(_SCHOOL, calendar.calendar, name="school_calendar"),
    path(f"{_SCHOOL}fridage/", calendar.days, name="days_off"),
    path(f"{_SCHOOL}saedvanlige/", calendar.usual_days, name="days_off_usual"),
    path(f"{_SCHOOL}fridage/<code:day>/fjernelse/", calendar.removal, name="day_off_removal"),
    path(f"{_SCHOOL}fridage/<code:day>/tilbage/", calendar.restoring, name="day_off_return"),
    path("aarsplan/", year.years, name="years"),
    path(_YEAR, year.group_year, name="group_year"),
    path(f"{_YEAR}ideer/", year.ideas, name="year_ideas"),
    path(f"{_YEAR}<code:bar>/uger/", year.weeks, name="year_weeks"),
    path(f"{_YEAR}<code:bar>/fjernelse/", year.idea_removal, name="year_idea_removal"),
    path(f"{_YEAR}<code:bar>/tilbage/", year.idea_return, name="year_idea_return"),
    path(f"{_YEAR}<code:bar>/forloeb/", year.idea_writing, name="year_idea_forloeb"),
    path(f"{_YEAR}<code:bar>/i-gang/", year.idea_start, name="year_idea_start"),
    path(f"{_YEAR}paa-tvaers/deling/", year.share_across, name="year_share_across"),
    path(f"{_YEAR}paa-tvaers/lukning/", year.closing_across, name="year_closing_across"),
    path(f"{_YEAR}fag/<code:subject>/deling/", year.share, name="year_share"),
    path(f"{_YEAR}fag/<code:subject>/lukning/", year.closing, name="year_closing"),
    path(f"{_YEAR}fag/<code:subject>/sidste-aar/", year.last_year, name="year_last"),
    path("ugen/", week.week, name="week"),
    path(_WEEK, week.week, name="week_of"),
    path(f"{_WEEK}deling/", week.share_all, name="week_share_all"),
    path(_GROUP_WEEK, week.group_week, name="group_week"),
    path(f"{_GROUP_WEEK}linjer/", week.lines, name="week_lines"),
    path(f"{_GROUP_WEEK}linjer/<slug:anchor>/", week.line, name="week_line"),
    path(f"{_GROUP_WEEK}linjer/<slug:anchor>/fjernelse/", week.removal, name="week_line_removal"),
    path(f"{_GROUP_WEEK}ord/<code:words>/tilbage/", week.restoring, name="week_line_return"),
    path(f"{_GROUP_WEEK}deling/", week.share, name="week_share"),
    path(f"{_GROUP_WEEK}lukning/", week.closing, name="week_closing"),
    path("forloeb/<code:code>/i-gang/", runs.start, name="start_run"),
    path("forloeb-i-klassen/<code:code>/", runs.run, name="run"),
    path("forloeb-i-klassen/<code:code>/filer/<code:file>/", runs.run_file, name="run_file"),
    path("opgaver/<code:code>/", assignments.assignment, name="assignment"),
    path("opgaver/<code:code>/frist/", assignments.due, name="due"),
    path("opgaver/<code:code>/sletning/", assignments.removal, name="assignment_removal"),
    path("opgaver/<code:code>/genoprettelse/", assignments.putting_back, name="assignment_return"),
]
