from django.urls import path

from spor.integrations.ical import views

urlpatterns = [
    path("kalender/", views.page, name="calendar"),
    path("kalender/lukning/", views.closing, name="calendar_closing"),
    path("kalender/<str:secret>.ics", views.calendar, name="calendar_feed"),
]
