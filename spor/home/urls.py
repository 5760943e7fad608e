from django.urls import path

from spor.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("sundhed/", views.health, name="health"),
]
