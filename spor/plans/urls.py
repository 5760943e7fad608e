from django.urls import path

from spor.plans.views import plan, sentences, snapshots

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
]
