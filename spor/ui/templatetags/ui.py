"""All of the look's tags and filters under one name. Settings make it a builtin, so no template needs to load it.

icon, dot, dots, subject, subject_square, avatar, spor_ref, count   marks
speak, sound_of, player, recorder, camera                           sound and pictures
field, levels_picker, audience, submit                              forms
autosave                                                            text that saves itself
empty, note, saved_mark, skeleton, toast                            messages
crumbs, page_head, section_head, trail, station                     layout
stylesheets, script, moment                                         the page itself, times
when, day, calendar_day, clock, week, number, length, file_size, prose   filters
url, translate, csrf_token                                          Django's own, quicker
"""

from django.template import Library

from spor.ui.tags import addresses, fields, layout, marks, media, messages, quick, times, writing

register = Library()
for part in (addresses, fields, layout, marks, media, messages, quick, times, writing):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
