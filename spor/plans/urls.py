from django.urls import path

from spor.plans.views import agreements, class_focus, focus, plan, sentences, snapshots, talks

urlpatterns = [
    path("elever/<code:code>/plan/", plan.plan, name="pupil_plan"),
    path("elever/<code:code>/plan/naeste/", plan.following, name="plan_next"),
    path("elever/<code:code>/plan/saetninger/", sentences.own, name="plan_own"),
    path("elever/<code:code>/plan/saetninger/<code:line>/", sentences.sentence, name="plan_sentence"),
    path(
        "elever/<code:code>/plan/saetninger/<code:line>/bekraeftelse/", sentences.confirmation, name="plan_confirmation"
    ),
    path("elever/<code:code>/plan/saetninger/<code:line>/fravalg/", sentences.removal, name="plan_removal"),
    path("elever/<code:code>/plan/saetninger/<code:line>/tilvalg/", sentences.putting_back, name="plan_return"),
    path("elever/<code:code>/plan/saetninger/<code:line>/spor/", sentences.spor_behind, name="plan_evidence"),
    path("elever/<code:code>/plan/udgaver/", snapshots.sharing, name="plan_share"),
    path("elever/<code:code>/plan/udgaver/<code:snapshot>/", snapshots.shared, name="plan_snapshot"),
    path("elever/<code:code>/plan/udgaver/<code:snapshot>/pdf/", snapshots.pdf, name="plan_pdf"),
    path("elever/<code:code>/plan/udgaver/<code:snapshot>/svar/", snapshots.answers, name="plan_answers"),
    path("elever/<code:code>/plan/svar/<code:answer>/", snapshots.replies, name="plan_replies"),
    path("elever/<code:code>/plan/svar/<code:answer>/laesere/", snapshots.readers, name="plan_readers"),
    path(
        "elever/<code:code>/plan/udgaver/<code:snapshot>/laest/", snapshots.acknowledgement, name="plan_acknowledgement"
    ),
    path("elever/<code:code>/fokuspunkter/", focus.points, name="focus_points"),
    path("elever/<code:code>/fokuspunkter/<code:point>/", focus.opened, name="focus_point"),
    path("elever/<code:code>/fokuspunkter/<code:point>/lyd/", focus.voice, name="focus_sound"),
    path("elever/<code:code>/fokuspunkter/<code:point>/visning/", focus.showing, name="focus_showing"),
    path("elever/<code:code>/fokuspunkter/<code:point>/afslutning/", focus.ending, name="focus_ending"),
    path("elever/<code:code>/fokuspunkter/<code:point>/genoptagelse/", focus.putting_back, name="focus_return"),
    path("elever/<code:code>/fokuspunkter/<code:point>/ord/<slug:part>/", focus.writing, name="focus_part"),
    path("elever/<code:code>/aftaler/", agreements.proposals, name="agreements"),
    path("elever/<code:code>/aftaler/<code:agreement>/tilstand/", agreements.move, name="agreement_state"),
    path("elever/<code:code>/indsatser/", agreements.begin, name="interventions"),
    path("elever/<code:code>/indsatser/<code:intervention>/opfoelgning/", agreements.follow_up, name="follow_up"),
    path("elever/<code:code>/indsatser/<code:intervention>/afslutning/", agreements.end, name="intervention_ending"),
    path("elever/<code:code>/samtaler/<code:talk>/", talks.opened, name="talk"),
    path("elever/<code:code>/samtaler/<code:talk>/forberedelse/", talks.preparation, name="talk_preparation"),
    path("elever/<code:code>/samtaler/<code:talk>/afholdelse/", talks.holding, name="talk_holding"),
    path("elever/<code:code>/samtaler/<code:talk>/aflysning/", talks.calling_off, name="talk_calling_off"),
    path("elever/<code:code>/samtaler/<code:talk>/laest/", talks.acknowledgement, name="talk_acknowledgement"),
    path("klasser/<code:code>/samtaler/", talks.class_talks, name="class_talks"),
    path("klasser/<code:code>/fokus/", class_focus.class_focus, name="class_focus"),
    path("klasser/<code:code>/fokus/<code:focus>/afslutning/", class_focus.ending, name="class_focus_ending"),
]
