from django.urls import path

from spor.integrations.unilogin import views

urlpatterns = [
    path("unilogin/", views.begin, name="unilogin"),
    path("unilogin/tilbage/", views.come_back, name="unilogin_return"),
]
