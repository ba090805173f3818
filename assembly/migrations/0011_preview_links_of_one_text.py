from django.db import migrations, models

from assembly.core.stored_texts import clean_stored_texts


def clean(apps, _schema_editor):
    clean_stored_texts(apps, 'assembly', ['Image'])


# What ended a working copy, or may have.
ENDED = ['published', 'withdrawn', 'discarded', 'set_aside', 'deleted']


def tie_links_to_copies(apps, schema_editor):
    """Let the links made for a present working copy show it still."""
    alias = schema_editor.connection.alias
    names = ['WorkingCopy', 'Version', 'PreviewLink']
    copies, versions, links = [apps.get_model('assembly', name).objects.using(alias) for name in names]
    for copy in copies.only('content_type_id', 'object_id'):
        record = {'content_type_id': copy.content_type_id, 'object_id': copy.object_id}
        its = versions.filter(**record)
        ended = its.filter(action__in=ENDED).aggregate(pk=models.Max('pk'))['pk'] or 0
        begun = its.filter(pk__gt=ended, of_copy=True).order_by('pk').values_list('made_at').first()
        if begun:
            links.filter(**record, made_at__gte=begun[0]).update(copy_key=copy.pk)


class Migration(migrations.Migration):

    dependencies = [
        ('assembly', '0010_submissions'),
    ]

    operations = [
        migrations.AddField(
            model_name='previewlink',
            name='copy_key',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='version',
            name='note_code',
            field=models.CharField(blank=True, choices=[('updated_from_live', 'updated from the published text'), ('live_text_changed', 'The published text changed in the meantime. Compare the two versions.'), ('address_in_use', 'Another page uses its address now. Choose a different one.'), ('value_in_use', 'Another record now has a value that only one may have. Change it there or here.'), ('refers_to_deleted', 'A record that it refers to was deleted. Choose another one.'), ('value_refused', '%(column)s: the value is missing or too long. Correct it.'), ('image_not_described', 'The image “%(image)s” has lost its alternative text. Describe what it shows.'), ('does_not_fit', 'It does not fit the present rules of the site.'), ('still_correct', '%(field)s: translation is still correct'), ('only_typo', '%(field)s: only a typo was corrected in the other language'), ('restored_version', 'version of %(moment)s'), ('merged', '“%(gone)s” was merged into “%(kept)s”'), ('former_state_removed', 'A former state without an end was removed here, as no page could show it: type it again.')], max_length=30),
        ),
        migrations.AlterField(
            model_name='workingcopy',
            name='note_code',
            field=models.CharField(blank=True, choices=[('updated_from_live', 'updated from the published text'), ('live_text_changed', 'The published text changed in the meantime. Compare the two versions.'), ('address_in_use', 'Another page uses its address now. Choose a different one.'), ('value_in_use', 'Another record now has a value that only one may have. Change it there or here.'), ('refers_to_deleted', 'A record that it refers to was deleted. Choose another one.'), ('value_refused', '%(column)s: the value is missing or too long. Correct it.'), ('image_not_described', 'The image “%(image)s” has lost its alternative text. Describe what it shows.'), ('does_not_fit', 'It does not fit the present rules of the site.'), ('still_correct', '%(field)s: translation is still correct'), ('only_typo', '%(field)s: only a typo was corrected in the other language'), ('restored_version', 'version of %(moment)s'), ('merged', '“%(gone)s” was merged into “%(kept)s”'), ('former_state_removed', 'A former state without an end was removed here, as no page could show it: type it again.')], max_length=30),
        ),
        migrations.RunPython(clean, migrations.RunPython.noop),
        migrations.RunPython(tie_links_to_copies, migrations.RunPython.noop),
    ]
