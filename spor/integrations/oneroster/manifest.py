"""The manifest: which version, which files, and that they are whole extracts."""

from django.utils.translation import gettext as _

from spor.integrations.oneroster.archive import READ, Archive
from spor.integrations.refusals import RefusedFile

NEEDED = ("orgs", "users", "classes", "enrollments")
VERSIONS = ("1.2", "1.1")


def check_manifest(archive: Archive) -> None:
    """Refuse a delta, a version nobody knows and an archive that lacks what a school is made of; note the rest."""
    says = {line.get("propertyName").casefold(): line for line in archive.lines("manifest")}
    for name, line in says.items():
        if name.startswith("file.") and line.get("value").casefold() == "delta":
            words = _(
                "manifest.csv: %(file)s er en delta-fil, som kun har ændringerne. Spor læser hele udtræk (bulk), "
                "for det, der ikke står i filen, regnes som ophørt. Bestil et fuldt udtræk."
            )
            raise RefusedFile(words % {"file": f"{name[5:]}.csv"}, line.at)
    if not says:
        _without(archive)
    version = says["oneroster.version"].get("value") if "oneroster.version" in says else ""
    if version and version not in VERSIONS:
        words = _("manifest.csv: OneRoster %(version)s læses ikke, kun 1.2 og 1.1.") % {"version": version[:20]}
        raise RefusedFile(words, says["oneroster.version"].at)
    if version == "1.1":
        archive.noted.note("manifest.csv", _("er OneRoster 1.1; roller læses af users.csv."))
    for name in NEEDED:
        if name not in archive.files:
            raise RefusedFile(_("%(file)s mangler i arkivet.") % {"file": f"{name}.csv"})
    if "roles" not in archive.files and version != "1.1":
        archive.noted.note("roles.csv", _("mangler; roller læses af users.csv."))
    for name in READ[1:]:
        said = says.get(f"file.{name}".casefold())
        if said and said.get("value").casefold() == "absent" and name in archive.files:
            words = _("siger, at %(file)s ikke er med, men det er den.") % {"file": f"{name}.csv"}
            archive.noted.note("manifest.csv", words, said.at)


def _without(archive: Archive) -> None:
    """Without a manifest nothing says that this is a whole extract; a line marked as deleted says that it is not."""
    for name, lines in archive.files.items():
        for line in lines:
            if line.get("status").casefold() == "tobedeleted":
                words = _(
                    "%(file)s: linjen er mærket «tobedeleted», og der er ingen manifest.csv, så det ser ud til at være en "
                    "delta-fil. Spor læser kun hele udtræk (bulk)."
                )
                raise RefusedFile(words % {"file": f"{name}.csv"}, line.at)
    archive.noted.note("manifest.csv", _("mangler; filen er læst som et helt udtræk."))
