from django.urls import path

from spor.integrations.timetable import views

urlpatterns = [
    path("skoler/<code:code>/skema/", views.timetable_import, name="timetable_import"),
]
