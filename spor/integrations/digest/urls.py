from django.urls import path

from spor.integrations.digest import views

urlpatterns = [
    path("besked/", views.page, name="digest"),
    path("besked/stop/", views.stop, name="digest_stop"),
    path("besked/bekraeft/<str:token>/", views.confirmation, name="digest_confirmation"),
    path("besked/fra/<str:token>/", views.farewell, name="digest_farewell"),
]
