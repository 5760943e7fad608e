from django.urls import path

from spor.privacy import views

urlpatterns = [
    path("indsigt/", views.own_copies, name="own_copies"),
    path("indsigt/<code:code>/kopi/", views.pupil_copy, name="pupil_copy"),
    path("fastholdelser/", views.holds, name="holds"),
    path("fastholdelser/<code:code>/ophaevelse/", views.hold_release, name="hold_release"),
    path("fortegnelse/", views.processing_record, name="processing_record"),
]
