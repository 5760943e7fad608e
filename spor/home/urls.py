from django.urls import path

from spor.home.views import doors, front, looks, office, purpose, tablet, who

urlpatterns = [
    path("", front.home, name="home"),
    path("klasser/<code:code>/", front.group, name="group"),
    path("klasser/<code:code>/tablet/", tablet.group_tablet, name="group_tablet"),
    path("klasser/<code:code>/tablet/dyr/", tablet.group_tablet_marks, name="group_tablet_marks"),
    path("klasser/<code:code>/tablet/lukning/", tablet.group_tablet_closing, name="group_tablet_closing"),
    path("klassetablet/", tablet.animals, name="tablet"),
    path("klassetablet/tilbage/", tablet.come_back, name="tablet_return"),
    path("klassetablet/puls/", tablet.pulse, name="tablet_pulse"),
    path("klassetablet/lukning/", tablet.end, name="tablet_end"),
    path("klassetablet/<slug:animal>/", tablet.colours, name="tablet_animal"),
    path("klassetablet/<slug:animal>/<slug:colour>/", tablet.pupil, name="tablet_pupil"),
    path("klasser/<code:code>/vikar/", office.cover, name="cover"),
    path("vikarer/<code:code>/afslutning/", office.cover_end, name="cover_end"),
    path("skoler/<code:code>/klasseledere/", office.class_leads, name="class_leads"),
    path("klasseledere/<code:code>/afslutning/", office.class_lead_end, name="class_lead_end"),
    path("elevplaner/", front.plans, name="plans"),
    path("portfolioer/", front.portfolios, name="portfolios"),
    path("elever/<code:code>/formaal/", purpose.purpose, name="purpose"),
    path("mine-boern/", front.my_children, name="my_children"),
    path("sprog/", front.language, name="language"),
    path("elever/<code:code>/hvem/", who.who, name="who_sees"),
    path("elever/<code:code>/opslag/", looks.looks_at_pupil, name="looks_at_pupil"),
    path("opslag/", looks.looks_without_relation, name="looks_without_relation"),
    path("log-ind/", doors.sign_in, name="sign_in"),
    path("log-ud/", doors.sign_out, name="sign_out"),
    path("komponenter/", doors.gallery, name="gallery"),
    path("sundhed/", doors.health, name="health"),
]
