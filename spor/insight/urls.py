from django.urls import path

from spor.insight.views import figures, rollout, wishes

SCHOOL = "skoler/<code:code>/"

urlpatterns = [
    path("skoler/", figures.schools, name="schools"),
    path("skoler/tal.csv", figures.schools_csv, name="schools_csv"),
    path("skoler/tal.xlsx", figures.schools_xlsx, name="schools_xlsx"),
    path(SCHOOL, figures.school, name="school"),
    path(f"{SCHOOL}tal.csv", figures.school_csv, name="school_csv"),
    path(f"{SCHOOL}tal.xlsx", figures.school_xlsx, name="school_xlsx"),
    path("udrulning/", rollout.rollouts, name="rollouts"),
    path(f"{SCHOOL}udrulning/", rollout.school_rollout, name="school_rollout"),
    path(f"{SCHOOL}udrulning/start/", rollout.start, name="rollout_start"),
    path(f"{SCHOOL}udrulning/i-brug/", rollout.part_in_use, name="part_in_use"),
    path(f"{SCHOOL}udrulning/lagt-til-side/", rollout.part_aside, name="part_aside"),
    path(f"{SCHOOL}udrulning/superbrugere/", rollout.superusers, name="superusers"),
    path("superbrugere/<code:code>/afslutning/", rollout.superuser_end, name="superuser_end"),
    path(f"{SCHOOL}udrulning/besoeg/", rollout.visits, name="visits"),
    path("besoeg/<code:code>/afholdelse/", rollout.visit_held, name="visit_held"),
    path("sig-det/", wishes.wishes_list, name="wishes"),
    path("sig-det/<code:code>/svar/", wishes.wish_answer, name="wish_answer"),
]
