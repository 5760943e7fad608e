from django.urls import path

from spor.home.views import doors, front, purpose

urlpatterns = [
    path("", front.home, name="home"),
    path("klasser/<code:code>/", front.group, name="group"),
    path("elevplaner/", front.plans, name="plans"),
    path("portfolioer/", front.portfolios, name="portfolios"),
    path("elever/<code:code>/formaal/", purpose.purpose, name="purpose"),
    path("sprog/", front.language, name="language"),
    path("log-ind/", doors.sign_in, name="sign_in"),
    path("log-ud/", doors.sign_out, name="sign_out"),
    path("komponenter/", doors.gallery, name="gallery"),
    path("sundhed/", doors.health, name="health"),
]
