from django.urls import path

from spor.integrations.aula import views

urlpatterns = [
    path("aula/opgaveliste", views.tasks, name="aula_tasks"),
    path("aula/ugebrev", views.letters, name="aula_letters"),
    path("aula/redirect/<str:institution>/<str:where>/", views.deep_link, name="aula_redirect"),
]
