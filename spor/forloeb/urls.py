from django.urls import path

from spor.forloeb.views import authors, blocks, conflicts, editions, goals, history, lists, page

PAGE = "forloeb/<code:code>/"
BLOCK = PAGE + "blokke/<code:block>/"

urlpatterns = [
    path("forloeb/", lists.forloeb_list, name="forloeb_list"),
    path("forloeb/nyt/", lists.start, name="forloeb_start"),
    path(PAGE, page.page, name="forloeb"),
    path(PAGE + "rammer/", page.frame, name="forloeb_frame"),
    path(PAGE + "elev/", page.preview, name="forloeb_preview"),
    path(PAGE + "filer/<code:file>/", page.file, name="forloeb_file"),
    path(PAGE + "udgaver/", editions.publish, name="forloeb_editions"),
    path(PAGE + "forfattere/", authors.authors, name="forloeb_authors"),
    path(PAGE + "forfattere/<code:person>/sletning/", authors.remove, name="forloeb_author_removal"),
    path(PAGE + "blokke/", blocks.add, name="forloeb_blocks"),
    path(BLOCK, blocks.save, name="forloeb_block"),
    path(BLOCK + "plads/", blocks.move, name="forloeb_block_place"),
    path(BLOCK + "sletning/", blocks.remove, name="forloeb_block_removal"),
    path(BLOCK + "genskabelse/", blocks.restore, name="forloeb_block_return"),
    path(BLOCK + "fil/", blocks.attach, name="forloeb_block_file"),
    path(BLOCK + "fil/sletning/", blocks.detach, name="forloeb_block_file_removal"),
    path(BLOCK + "maal/", goals.goals, name="forloeb_goals"),
    path(BLOCK + "maal/<code:goal>/", goals.look, name="forloeb_goal"),
    path(BLOCK + "maal/<code:goal>/sletning/", goals.drop, name="forloeb_goal_removal"),
    path(BLOCK + "historik/", history.history, name="forloeb_history"),
    path(BLOCK + "historik/<code:version>/", history.restore, name="forloeb_version"),
    path(BLOCK + "forskel/<code:version>/", conflicts.conflict, name="forloeb_conflict"),
]
