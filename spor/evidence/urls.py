from django.urls import path

from spor.evidence.views import capture, hand_in, product

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
    path("produkter/<code:code>/selvvurdering/", product.self_assessment, name="self_assessment"),
    path("spor/nyt/", capture.capture, name="capture"),
]
