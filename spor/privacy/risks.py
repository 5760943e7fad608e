"""What can go wrong for those whose data are here, what is done about it, and the test that proves each measure (GDPR article 35).

A measure without a test that exists fails the build (tests/house/test_measures.py). The municipality adds its own: training, contracts,
who may do what in the organisation.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What is done, in one Danish sentence, and the tests that prove it (file::test, under tests/)."""

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Risk:
    """What may happen to whom; `why` says what it would mean for them."""

    words: str
    whom: str
    why: str
    measures: tuple[Measure, ...]


RISKS = (
    Risk(
        "Nogen ser et barn, de ikke har noget med at gøre.",
        "Elever og forældre",
        "Barnet og hjemmet mister tillid, og oplysninger kan bruges mod dem.",
        (
            Measure(
                "Alt er lukket, til en række i én tabel åbner det, og hver celle er prøvet.",
                ("policy/test_matrix.py::test_each_cell_of_the_table_holds",),
            ),
            Measure(
                "Hver side, hvert udsnit og hver fil er prøvet som hver slags person.",
                (
                    "policy/test_channels.py::test_everybody_gets_what_is_theirs_and_nothing_else",
                    "policy/test_channels.py::test_a_part_of_a_file_is_refused_as_the_whole_is",
                ),
            ),
            Measure(
                "Det, én har fundet, kan en anden ikke bruge.",
                ("policy/test_replay.py::test_what_is_found_about_a_pupil_is_of_no_use_to_others",),
            ),
            Measure(
                "Databasen har sin egen lås, hvis en side glemmer at spørge.",
                ("policy/test_row_security.py::test_without_the_applications_filter_no_foreign_row_is_found",),
            ),
        ),
    ),
    Risk(
        "En forælder, der har mistet adgangen, kan stadig læse.",
        "Elever og den anden forælder",
        "Barnets sikkerhed.",
        (
            Measure(
                "Adgangen ophører, mens siden er åben.",
                ("policy/test_two_homes.py::test_the_right_ends_while_the_page_is_open",),
            ),
            Measure(
                "Det, der ændrer sig, gælder fra næste tryk.",
                ("policy/test_open_sessions.py::test_what_changes_counts_at_the_next_request",),
            ),
            Measure(
                "Det ene hjem ser intet spor af det andet.",
                ("policy/test_two_homes.py::test_nobody_at_home_sees_a_trace_of_the_other_home",),
            ),
        ),
    ),
    Risk(
        "Et barn med navne- og adressebeskyttelse bliver fundet.",
        "Elever med beskyttelse",
        "Barnets og familiens sikkerhed.",
        (
            Measure(
                "Ingen uden for barnets kreds møder navn, skole, klasse eller billede.",
                ("policy/test_protected.py::test_nobody_else_meets_a_protected_pupil",),
            ),
            Measure(
                "Et billede siger hverken hvem eller hvor.",
                ("policy/test_protected.py::test_a_picture_says_neither_who_nor_where",),
            ),
            Measure(
                "I en søskendes kopi står navnet ikke.",
                ("rooms/privacy/test_copy.py::test_others_around_are_not_named",),
            ),
        ),
    ),
    Risk(
        "Oplysninger bliver gemt længere, end de må.",
        "Alle",
        "Gamle oplysninger følger et menneske og kan blive lækket.",
        (
            Measure(
                "Hver tabel siger hvor længe, og natten holder det.",
                (
                    "house/test_privacy.py::test_every_declaration_says_how_long_so_that_it_can_be_counted",
                    "rooms/privacy/test_retention.py::test_the_account_goes_after_13_months_and_the_trail_at_the_end_of_the_school_year_after",
                ),
            ),
            Measure(
                "Efter sletning er der intet tilbage i database, filer, indeks og cache, og andres står urørt.",
                (
                    "rooms/privacy/test_erasure.py::test_nothing_of_an_erased_person_is_left_and_nothing_else_has_changed",
                ),
            ),
            Measure(
                "Det, et barn siger om, hvordan det har det, er væk efter 14 dage.",
                ("rooms/wellbeing/test_erasure.py::test_after_the_night_it_is_nowhere",),
            ),
        ),
    ),
    Risk(
        "Oplysninger bliver slettet, mens de skal bruges.",
        "Alle, der klager eller har en sag",
        "De mister deres bevis.",
        (
            Measure(
                "En fastholdelse står over al sletning.",
                (
                    "rooms/privacy/test_retention.py::test_a_hold_beats_every_retention",
                    "rooms/privacy/test_retention.py::test_a_hold_set_while_the_run_goes_is_seen",
                ),
            ),
            Measure(
                "Intet om en anden elev kan blive slettet med.",
                ("rooms/privacy/test_retention.py::test_nothing_about_another_pupil_can_go_along",),
            ),
        ),
    ),
    Risk(
        "En ansat læser uden grund, og ingen opdager det.",
        "Elever og forældre",
        "Nysgerrighed bliver til overvågning.",
        (
            Measure(
                "Hvert opslag om en elev bliver skrevet ned, eller siden vises ikke.",
                ("rooms/access/test_looks.py::test_what_cannot_be_written_is_not_shown",),
            ),
            Measure(
                "Den, der læser usædvanligt mange, bliver stoppet og set.",
                ("rooms/access/test_looks.py::test_whoever_reads_too_many_is_stopped_and_seen",),
            ),
            Measure(
                "Loggen kan ikke ændres, uden at det opdages.",
                ("rooms/access/test_looks.py::test_a_change_behind_the_guard_is_found_on_its_day_only",),
            ),
            Measure(
                "Hjemmet ser dag, slags og formål.",
                ("rooms/access/test_looks.py::test_the_home_sees_day_kind_and_purpose_and_no_name",),
            ),
        ),
    ),
    Risk(
        "Et barns svar om trivsel bliver brugt imod det.",
        "Elever",
        "Barnet tør ikke sige noget næste gang.",
        (
            Measure(
                "Kun de voksne, barnet har valgt, ser svaret.",
                (
                    "rooms/wellbeing/test_check_in.py::test_said_with_one_tap_nobody_sees_it",
                    "rooms/privacy/test_copy.py::test_a_parents_own_copy_is_no_way_around_the_rights",
                ),
            ),
            Measure(
                "Ingen tal kan regnes tilbage til færre end fem.",
                (
                    "rooms/wellbeing/test_climate.py::test_no_cell_no_sum_and_no_difference_is_small",
                    "rooms/insight/test_attack.py::test_nothing_below_the_limit_can_be_worked_out",
                ),
            ),
            Measure(
                "Der står ingen score på et barn.",
                ("rooms/wellbeing/test_talk.py::test_no_score_is_stored_on_a_child",),
            ),
        ),
    ),
    Risk(
        "Tallene bliver brugt til at kontrollere lærere.",
        "Ansatte",
        "Arbejdet bliver skrevet for tallets skyld.",
        (
            Measure(
                "Bag hvert tal står mindst fem elever og tre ansatte, på begge sider.",
                ("rooms/insight/test_attack.py::test_the_limit_is_five_pupils_and_three_staff_on_both_sides",),
            ),
        ),
    ),
    Risk(
        "En fil, et formularfelt eller et andet websted angriber.",
        "Alle",
        "Andre kommer ind, eller alt bliver væk.",
        (
            Measure(
                "En fil tages for det, den er, og bomber og makroer bliver afvist.",
                (
                    "rooms/base/test_file_kinds.py::test_an_office_file_that_unfolds_to_too_much_is_refused",
                    "rooms/base/test_file_store.py::test_the_uploaded_bytes_are_not_kept",
                ),
            ),
            Measure(
                "En formular på et andet websted gør ingenting.",
                ("policy/test_other_sites.py::test_a_form_on_another_site_does_nothing",),
            ),
            Measure(
                "En fil i en kopi pakkes altid ud i sin egen mappe.",
                ("rooms/privacy/test_copy.py::test_a_file_unpacks_into_its_folder_whatever_it_was_called",),
            ),
        ),
    ),
)
