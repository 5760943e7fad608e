from django.urls import path

from spor.integrations.imports import views

urlpatterns = [
    path("import/", views.imports, name="imports"),
    path("import/fremgang/", views.progress, name="import_progress"),
    path("import/godkendelse/", views.approval, name="import_approval"),
    path("import/naetter/", views.nights, name="import_nights"),
    path("import/<code:code>/", views.run, name="import_run"),
    path("import/<code:code>/afvisning/", views.dismissal, name="import_dismissal"),
    path("import/<code:code>/fortrydelse/", views.undoing, name="import_undo"),
]
