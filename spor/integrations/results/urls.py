from django.urls import path

from spor.integrations.results import views

urlpatterns = [
    path("resultater/", views.files, name="results"),
    path("resultater/<code:code>/", views.file, name="results_from"),
    path("resultater/<code:code>/indlaesning/", views.reading, name="result_reading"),
    path("resultater/<code:code>/fortrydelse/", views.undoing, name="result_undo"),
]
