from django.urls import path

from spor.wellbeing import views

urlpatterns = [
    path("trivsel/", views.shared, name="wellbeing_shared"),
    path("klasser/<code:code>/trivsel/", views.climate, name="group_climate"),
    path("elever/<code:code>/trivsel/", views.own, name="pupil_wellbeing"),
    path("elever/<code:code>/trivsel/voksne/", views.readers, name="check_in_readers"),
    path("elever/<code:code>/samtaler/", views.wishes, name="talk_wishes"),
    path("elever/<code:code>/samtaler/<code:wish>/fortrydelse/", views.wish_removal, name="talk_wish_removal"),
    path("samtaler/<code:code>/afholdelse/", views.talk_held, name="talk_held"),
    path("samtaler/<code:code>/genoptagelse/", views.talk_reopened, name="talk_reopened"),
]
