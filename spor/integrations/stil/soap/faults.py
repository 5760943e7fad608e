"""The service's faults as Danish sentences: what is wrong, and who can put it right."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from lxml import etree

from spor.integrations.refusals import NotFetched
from spor.integrations.stil.soap.signing import BPI, SOAP

# authentificationError/type, spelt as STIL spells them.
REASONS = {
    "Signatur": gettext_lazy("STIL godkender ikke signaturen. Se efter, om certifikatet er det, I har givet STIL, og om det gælder endnu."),
    "SignaturMangler": gettext_lazy("STIL fandt ingen signatur i beskeden. Certifikatet skal sættes op igen."),
    "UdbydersytemIdMangler": gettext_lazy("STIL kender ikke udbydersystemet. Se efter, om SPOR_STIL_SYSTEM er det nummer, I har fra STIL."),
    "BrugeridEllerPassword": gettext_lazy("STIL godkender ikke bruger og adgangskode."),
    "Rettigheder": gettext_lazy(
        "STIL giver ikke adgang til institutionen. Skolen skal godkende en dataaftale med Spor i Tilslutning.stil.dk."
    ),
}  # fmt: skip


def fault_of(fault: etree._Element) -> NotFetched:
    """What to raise for a soap:Fault. The service's own text is not shown: nobody knows what it quotes."""
    named = fault.find(f".//{{{BPI}}}authentificationError/{{{BPI}}}type")
    cause = (named.text or "").strip() if named is not None else _subcode(fault)
    if cause in REASONS:
        return NotFetched(str(REASONS[cause]), cause)
    return NotFetched(_("STIL kunne ikke svare på det, vi bad om. Vi prøver igen næste gang."), "fault")


def _subcode(fault: etree._Element) -> str:
    value = fault.findtext(f"{{{SOAP}}}Code/{{{SOAP}}}Subcode/{{{SOAP}}}Value") or ""
    return value.rpartition(":")[2].strip()
