from django.urls import path

from demo import views

urlpatterns = [
    path("demo/", views.picker, name="demo"),
    path("demo/<slug:account>/", views.be, name="demo_sign_in"),
]
