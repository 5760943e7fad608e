"""The fixed phrases of 0.–3. klasse that have a recorded sound: many devices have no Danish voice of their own.

A phrase stands here word for word as a page says it; tests/rooms/ui/test_sounds.py reads the pages. static/ui/sounds/README.md
tells how the files were made.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.templatetags.static import static
from django.utils.translation import gettext_noop as _

FOLDER = "ui/sounds"

PHRASES = {
    _("Tryk på det store kamera, hvis du vil vise, hvad du har lavet."): "hjem",
    _("I dag har du"): "i-dag",
    _("Nu har du"): "nu",
    _("Den venter på dig."): "venter",
    _("Du skal arbejde videre med den."): "videre",
    _("Den har du afleveret."): "har-afleveret",
    _("Der er et svar til dig."): "svar",
    _("Du er fri. Du kan vise, hvad du har lavet."): "fri",
    _(
        "Tryk på det store kamera, og tag et billede. Du kan også sige noget. Tryk på den grønne knap, når du er færdig."
    ): "opgave",
    _("Hvordan gik det? Tryk på et ansigt. Rigtig godt, Godt, Midtimellem, Det var svært."): "ansigter",
    _("Hvor langt er du? Jeg prøver, Jeg øver mig, Jeg kan, Jeg kan vise andre det."): "trin",
    _("De voksne i klassen og dem derhjemme ser det"): "hvem-ser",
    _("Her er ikke noget endnu. Tag et billede, eller sig noget."): "intet-endnu",
    _("Det gik ikke. Prøv igen, eller hent en voksen."): "gik-ikke",
    _("Der er ikke noget net. Det, du har lavet, er her stadig. Prøv igen om lidt."): "intet-net",
    _("Det ligger her og bliver sendt, når nettet er tilbage."): "venter-paa-net",
    _("Nu er det afleveret. De voksne i klassen kan se det."): "afleveret",
    _("Gemt"): "gemt",
    _("Gemt i dit spor"): "gemt-i-dit-spor",
    _(
        "Vis hvad du har lavet. Tryk på det store kamera, og tag et billede. Tryk så på den grønne knap."
        " De voksne i klassen og dem derhjemme kan se det."
    ): "vis",
    _("Her er alt det, du har lavet. Tryk på stjernen ved det, du er mest glad for."): "mit-spor",
    _("Tryk på mikrofonen, og sig noget om det. Tryk så på den grønne knap."): "sig-noget",
    _("Tag et billede af det, I lavede i dag. Så er sporet begyndt."): "tomt-spor",
    _("Her er det, du øver dig på. Tryk på en højttaler, så hører du det."): "maal",
    _("Det har du lavet."): "lavet",
    _("Tryk her, hvis det skal væk."): "vaek",
    _("Tryk på øjet, så ser du, hvem der kan se det."): "hvem-kan-se",
    _("Få en voksen til at læse det for dig."): "hent-voksen",
    _(
        "Hvordan har du det? Tryk på et ansigt. Rigtig godt, Godt, Midtimellem, Ked af det, Det vil jeg ikke sige."
    ): "hvordan-har-du-det",
    _("Ingen ser det, før du vælger en voksen."): "ingen-ser",
    _("Kun de voksne, du har valgt, ser det."): "de-valgte-ser",
    _("Tak for dit svar."): "tak",
    _("Hvem må se det? Tryk på en voksen. Tryk igen, hvis du fortryder."): "hvem-maa-se",
    _("Det forsvinder af sig selv efter 14 dage."): "forsvinder",
    _("Hvem vil du gerne tale med? Tryk på en voksen."): "tale-med",
    _("Den voksne får det at vide."): "faar-besked",
    _("Hvilket dyr er du? Tryk på dit dyr."): "hvilket-dyr",
    _("Hvilken farve har dit dyr? Tryk på din farve."): "hvilken-farve",
    _("Er det ikke dig? Tryk på pilen."): "ikke-mig",
    _("Tabletten er lukket. Hent en voksen."): "lukket",
    _("Her er din uge. Tryk på en højttaler, så hører du dagen."): "uge",
    _("Der er fri fra skole."): "skolefri",
    _("Der står ikke noget på din uge endnu."): "tom-uge",
    _(
        "Hvad vil du gerne øve dig på? Tryk på et billede. Du kan også sige noget. Tryk så på den grønne knap."
    ): "eget-maal",
    _("Tryk på stjernen, når du kan det."): "stjerne",
    _("Hvordan går det med det? Tryk på et ansigt. Du kan også sige noget. Tryk så på den grønne knap."): "fokus",
    _("Tryk på svar, så fortæller du, hvordan det går."): "svar-fokus",
}
DAYS = {
    _("Mandag"): "mandag",
    _("Tirsdag"): "tirsdag",
    _("Onsdag"): "onsdag",
    _("Torsdag"): "torsdag",
    _("Fredag"): "fredag",
}
# What a child can want to practise, each with its picture in evidence.queries.young.
WISHES = {
    _("Jeg vil læse"): "vil-laese",
    _("Jeg vil skrive"): "vil-skrive",
    _("Jeg vil regne"): "vil-regne",
    _("Jeg vil tegne og bygge"): "vil-tegne",
    _("Jeg vil lege med flere"): "vil-lege",
    _("Jeg vil hjælpe andre"): "vil-hjaelpe",
    _("Jeg vil turde noget nyt"): "vil-turde",
    _("Jeg vil lytte"): "vil-lytte",
}
SUBJECTS = {
    _("Billedkunst"): "billedkunst",
    _("Dansk"): "dansk",
    _("Engelsk"): "engelsk",
    _("Historie"): "historie",
    _("Håndværk og design"): "haandvaerk-og-design",
    _("Idræt"): "idraet",
    _("Klassens tid"): "klassens-tid",
    _("Kristendomskundskab"): "kristendomskundskab",
    _("Matematik"): "matematik",
    _("Musik"): "musik",
    _("Natur/teknologi"): "natur-teknologi",
}

EVERY = PHRASES | DAYS | WISHES | SUBJECTS


@dataclass(frozen=True)
class Recorded:
    """The addresses of the sounds in a text, in their order. `is_whole`: together they say all of it."""

    sounds: tuple[str, ...] = ()
    is_whole: bool = False


def address(phrase: str) -> str:
    """Where the sound of a fixed phrase lies. KeyError for a phrase that has none."""
    return static(f"{FOLDER}/{_files()[_plain(phrase)]}.mp3")


@lru_cache(maxsize=500)
def recorded(text: str) -> Recorded:
    """The recorded sounds of `text`: of the whole, or of those of its sentences that consist of fixed phrases alone."""
    plain = _plain(text) if len(text) < 1000 else ""
    runs = list(_runs().finditer(plain))
    found = tuple(static(f"{FOLDER}/{_files()[word]}.mp3") for run in runs for word in _words().findall(run[0]))
    left = _runs().sub("", plain).strip(" .")
    return Recorded(found, is_whole=bool(found) and not left)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".?")


@cache
def _files() -> dict[str, str]:
    return {_plain(phrase): name for phrase, name in EVERY.items()}


@cache
def _words() -> re.Pattern[str]:
    """Any fixed phrase, the longest first."""
    return re.compile("|".join(re.escape(phrase) for phrase in sorted(_files(), key=len, reverse=True)))


@cache
def _runs() -> re.Pattern[str]:
    """Whole sentences of nothing but fixed phrases: «Nu har du dansk.»"""
    word = f"(?:{_words().pattern})"
    return re.compile(rf"(?:^|(?<=[.?!] )){word}(?:[.,?]? {word})*(?:[.?](?= |$)|$)")
