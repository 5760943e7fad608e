from django.urls import path

from spor.portfolio import views

PORTFOLIO = "elever/<code:code>/portfolio/"
TRACE = f"{PORTFOLIO}spor/<code:trace>/"

urlpatterns = [
    path(PORTFOLIO, views.portfolio, name="pupil_portfolio"),
    path(f"{PORTFOLIO}udvalgte/", views.selections, name="selections"),
    path(f"{PORTFOLIO}udvalgte/<code:trace>/sletning/", views.selection_removal, name="selection_removal"),
    path(f"{TRACE}visning/", views.placement, name="placement"),
    path(f"{TRACE}visning/sletning/", views.placement_removal, name="placement_removal"),
    path(f"{TRACE}refleksion/", views.reflection, name="reflection"),
    path(f"{TRACE}refleksion/<code:thought>/lyd/", views.reflection_sound, name="reflection_sound"),
]
