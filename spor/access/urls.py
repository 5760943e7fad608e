from django.urls import path

from spor.access import views

urlpatterns = [
    path("kladder/<slug:thing>/<code:code>/<slug:field>/", views.draft, name="draft"),
    path("enhedsnoegle/", views.device_key, name="device_key"),
    path("logintid/", views.session_time, name="session_time"),
    path("formularnoegle/", views.form_token, name="form_token"),
]
