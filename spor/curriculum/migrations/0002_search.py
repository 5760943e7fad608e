from django.db import migrations

from spor.base.search import trigram_index


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0001_initial")]
    operations = [trigram_index("curriculum_goal")]
