from django.urls import path

from spor.teaching.views import assignments, runs

urlpatterns = [
    path("forloeb/<code:code>/i-gang/", runs.start, name="start_run"),
    path("forloeb-i-klassen/<code:code>/", runs.run, name="run"),
    path("forloeb-i-klassen/<code:code>/filer/<code:file>/", runs.run_file, name="run_file"),
    path("opgaver/<code:code>/", assignments.assignment, name="assignment"),
    path("opgaver/<code:code>/frist/", assignments.due, name="due"),
    path("opgaver/<code:code>/sletning/", assignments.removal, name="assignment_removal"),
    path("opgaver/<code:code>/genoprettelse/", assignments.putting_back, name="assignment_return"),
]
