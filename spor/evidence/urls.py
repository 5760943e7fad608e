from django.urls import path

from spor.evidence.views import capture, feedback, goals, grid, hand_in, phrases, product, queue

urlpatterns = [
    path("opgaver/<code:code>/aflevering/", hand_in.hand_in, name="hand_in"),
    path("opgaver/<code:code>/aflevering/filer/", hand_in.hand_in_files, name="hand_in_files"),
    path(
        "opgaver/<code:code>/aflevering/filer/<code:file>/sletning/",
        hand_in.hand_in_file_removal,
        name="hand_in_file_removal",
    ),
    path("produkter/<code:code>/", product.product, name="product"),
    path("produkter/<code:code>/filer/<code:file>/", product.product_file, name="product_file"),
    path("produkter/<code:code>/medtagning/", product.take_away, name="product_take_away"),
    path("produkter/<code:code>/sletning/", product.removal, name="product_removal"),
    path("produkter/<code:code>/genoprettelse/", product.having_back, name="product_return"),
    path("produkter/<code:code>/selvvurdering/", product.self_assessment, name="self_assessment"),
    path("elever/<code:code>/maal/", goals.pupil_goals, name="pupil_goals"),
    path("elever/<code:code>/maal/egne/", goals.own_goals, name="own_goals"),
    path("elever/<code:code>/maal/egne/<code:own>/naaet/", goals.own_goal_reached, name="own_goal_reached"),
    path("elever/<code:code>/maal/egne/<code:own>/videre/", goals.own_goal_again, name="own_goal_again"),
    path("elever/<code:code>/maal/egne/<code:own>/sletning/", goals.own_goal_removal, name="own_goal_removal"),
    path("spor/nyt/", capture.capture, name="capture"),
    path("opgaver/<code:code>/feedback/", feedback.feedback_begin, name="feedback_begin"),
    path("feedback/", queue.queue, name="queue"),
    path("feedback/saetninger/", phrases.phrases, name="phrases"),
    path("feedback/saetninger/<code:code>/sletning/", phrases.phrase_removal, name="phrase_removal"),
    path("feedback/<code:code>/", feedback.feedback, name="feedback"),
    path("feedback/<code:code>/plads/", feedback.feedback_place, name="feedback_place"),
    path("feedback/<code:code>/overspringelse/", feedback.feedback_skip, name="feedback_skip"),
    path("feedback/<code:code>/returnering/", feedback.feedback_return, name="feedback_return"),
    path("feedback/<code:code>/fortrydelse/", feedback.feedback_undo, name="feedback_undo"),
    path("feedback/<code:code>/lyd/", feedback.feedback_sound, name="feedback_sound"),
    path("forloeb-i-klassen/<code:code>/maal/", grid.run_goals, name="run_goals"),
    path("forloeb-i-klassen/<code:code>/maal/<code:pupil>/", grid.run_goals_pupil, name="run_goals_pupil"),
    path("forloeb-i-klassen/<code:code>/maal/<code:pupil>/<code:goal>/", grid.run_goals_cell, name="run_goals_cell"),
    path("vurderinger/<code:code>/fortrydelse/", grid.assessment_undo, name="assessment_undo"),
]
