from django.urls import path

from spor.integrations.calendar import views

urlpatterns = [
    path("skoler/<code:code>/kalender/<int:year>/fil/", views.calendar_import, name="calendar_import"),
]
