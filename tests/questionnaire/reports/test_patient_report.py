import pytest
from cases import CLINIC, blocks, case, statements, texts_in
from hypothesis import given
from strategies import answer_sets

from questionnaire.answers import AnsweredBy, Answers
from questionnaire.body import Site
from questionnaire.clinic import Clinic
from questionnaire.evidence import is_for
from questionnaire.reports.blocks import Card, Fact, Figure, Name, Notice, People, Text
from questionnaire.reports.case import Case, case_of
from questionnaire.reports.patient import figure, urgent_notice
from questionnaire.rules.distribution import Criteria
from questionnaire.summary import answer_rows


def notice(found: Case) -> Notice:
    (only,) = blocks(found.for_patient, "urgent")
    assert isinstance(only, Notice)
    return only


def name(found: Case) -> Name:
    (only,) = (one for one in blocks(found.for_patient, "pattern") if isinstance(one, Name))
    return only


def test_the_sections_stand_in_reading_order_with_what_must_not_wait_first() -> None:
    report = case(urgent_signs=("breathing",), onset_age=50, medicines="now").for_patient
    assert [section.id for section in report.sections] == [
        "urgent",
        "pattern",
        "meaning",
        "spread",
        "help",
        "tell",
        "unknown",
        "contact",
        "learn-more",
    ]


def test_nothing_urgent_needs_no_notice() -> None:
    assert blocks(case(urgent_signs=()).for_patient, "urgent") == ()


@pytest.mark.parametrize(
    ("signs", "title"),
    [
        (("breathing",), "Tell a member of staff now"),
        (
            ("new-medicine",),
            "Tell a member of staff now. A clinician should see you today.",
        ),
        (("unsure",), "Please speak to a member of staff"),
        (None, "Please speak to a member of staff"),
    ],
)
def test_the_notice_says_whom_to_tell_and_how_soon(
    signs: tuple[str, ...] | None, title: str
) -> None:
    assert notice(case(urgent_signs=signs)).title == title


def test_the_notice_says_that_the_screen_can_call_nobody() -> None:
    assert notice(case(urgent_signs=("swallowing",))).texts[-1].text == (
        "This screen can't call anyone for you."
    )


def test_staff_are_not_told_what_the_screen_cannot_do() -> None:
    found = case(urgent_signs=("swallowing",), answered_by="staff")
    shown = urgent_notice(found.answers, CLINIC)
    assert shown is not None
    said = [text.text for text in (*shown.texts, *notice(found).texts)]
    assert not any("can't call" in text for text in said)


def test_the_notice_says_that_the_desk_was_told_once_it_knows() -> None:
    found = case(urgent_signs=("swallowing",))
    told = urgent_notice(found.answers, CLINIC, told=True)
    assert told is not None
    assert told.texts[-1].text == "The desk has been told."
    assert told.texts[:-1] == notice(found).texts[:-1]


def test_the_notice_has_the_clinics_own_words_before_the_reasons() -> None:
    clinic = Clinic(name="Ours", advice={"any": "Ring the bell."})
    found = notice(case(clinic=clinic, urgent_signs=("breathing", "new-medicine")))
    own, *why, _ = [text.statement or text.text for text in found.texts]
    assert own == "Ring the bell."
    assert why == ["urgent-breathing", "urgent-new-medicine"]


def test_the_emergency_number_comes_first_and_for_an_emergency_only() -> None:
    clinic = Clinic(name="Ours", emergency_number="112", advice={"any": "Ring the bell."})
    shown = {
        sign: [text.text for text in notice(case(clinic=clinic, urgent_signs=(sign,))).texts]
        for sign in ("breathing", "new-medicine")
    }
    assert shown["breathing"][:2] == ["Emergency number: 112", "Ring the bell."]
    assert not any("112" in text for text in shown["new-medicine"])


def test_the_notice_never_shows_the_far_away_telephone() -> None:
    found = notice(case(urgent_signs=("breathing",)))
    assert not any(CLINIC.phone in text.text for text in found.texts)


def test_a_carer_is_told_about_the_person_they_care_for() -> None:
    found = notice(case(urgent_signs=("breathing",), answered_by="carer"))
    (why,) = (text.text for text in found.texts if text.statement)
    assert "the person you care for" in why


@pytest.mark.parametrize("voice", ["patient", "carer", "staff"])
def test_the_name_stands_under_a_condition_because_nobody_was_examined(voice: AnsweredBy) -> None:
    found = name(case(answered_by=voice))
    assert found.lead.startswith("If a clinician finds that this is dystonia, ")
    assert found.medical == "Focal dystonia"
    assert found.plain


def test_the_figure_fills_the_affected_parts() -> None:
    report = case(affected=("left-foot", "neck", "neck")).for_patient
    (figure,) = (one for one in blocks(report, "pattern") if isinstance(one, Figure))
    assert figure.sites == ("neck", "left-foot")


@pytest.mark.parametrize(
    ("voice", "sides"),
    [
        ("patient", ("Your right", "Your left")),
        ("carer", ("Their right", "Their left")),
        ("staff", ("Patient's right", "Patient's left")),
    ],
)
def test_the_figure_names_its_sides_as_the_reader_knows_them(
    voice: AnsweredBy, sides: tuple[str, str]
) -> None:
    assert figure(Answers(affected=("neck",)), voice).sides == sides


def test_where_the_guide_is_silent_the_other_name_is_read() -> None:
    assert name(case(affected=("neck", "left-leg"))).medical == "Multifocal dystonia"


@pytest.mark.parametrize(
    ("affected", "criteria", "statement"),
    [
        (("left-leg", "right-leg", "neck"), "patient-guide", "pattern-generalized-guide"),
        (("neck", "upper-trunk", "left-leg"), "consensus-2013", "pattern-generalized-consensus"),
        (("left-leg", "right-leg", "upper-trunk"), "patient-guide", "pattern-generalized-guide"),
        (
            ("left-leg", "right-leg", "upper-trunk"),
            "consensus-2013",
            "pattern-generalized-consensus",
        ),
        (
            ("upper-trunk", "left-arm", "right-leg", "left-upper-face"),
            "patient-guide",
            "pattern-generalized-consensus",
        ),
    ],
)
def test_generalized_is_explained_as_the_criteria_that_gave_the_name_mean_it(
    affected: tuple[Site, ...], criteria: Criteria, statement: str
) -> None:
    clinic = Clinic(
        name="Ours", criteria="consensus-2013" if criteria[0] == "c" else "patient-guide"
    )
    found = case(affected, clinic)
    trunk = "trunk" in name(found).plain.lower()
    assert statements(found.for_patient, "meaning")[1] == statement
    assert trunk == (statement == "pattern-generalized-consensus")


def test_the_meaning_says_that_clinics_use_more_than_one_name() -> None:
    assert "names-differ" in statements(case().for_patient, "meaning")


def test_each_named_form_is_explained() -> None:
    report = case(affected=("neck", "voice")).for_patient
    assert statements(report, "meaning")[-2:] == [
        "form-laryngeal-dystonia",
        "form-cervical-dystonia",
    ]


def test_nothing_affected_has_no_name_no_spread_and_no_treatment() -> None:
    report = case(affected=()).for_patient
    left_out = {"meaning", "spread", "help"}
    assert not left_out & {section.id for section in report.sections}
    first, *_ = texts_in(blocks(report, "pattern"))
    assert first.text == "You marked no affected part of your body, so there is no pattern to name."


def test_spread_is_said_in_words_first_then_in_people() -> None:
    first, *_, people = (
        one
        for one in blocks(
            case(affected=("left-upper-face", "right-upper-face"), onset_age=50).for_patient,
            "spread",
        )
        if isinstance(one, (Name, People))
    )
    assert isinstance(first, Name)
    assert first.plain == "In many people it does"
    assert isinstance(people, People)


def test_where_the_studies_dont_cover_a_person_no_level_of_spread_is_said() -> None:
    found = case(affected=("neck",), onset_age=8, conditions=("birth-injury",))
    assert found.assessment.spread.level == "more-likely"
    (name,) = (one for one in blocks(found.for_patient, "spread") if isinstance(one, Name))
    assert name.plain == "Your answers can't tell"
    (level,) = (one for one in blocks(found.for_staff, "spread") if isinstance(one, Fact))
    assert level.value == "The answers cannot tell"


def test_what_comes_first_in_treatment_is_said_first() -> None:
    report = case(affected=("neck",), impact="mild").for_patient
    assert statements(report, "help")[:3] == ["no-treatment", "treat-cause", "physical-therapy"]


def test_what_is_for_staff_alone_stays_away_from_patients() -> None:
    found = case(affected=("left-leg",), onset_age=50, medicines="now")
    shown = statements(found.for_patient, "help") + statements(found.for_patient, "tell")
    assert "tardive-treatment" not in shown
    assert "cause-adult-leg" not in shown
    assert "tardive-treatment" in {said.id for said in found.assessment.treatments}


def test_that_the_cause_is_often_unknown_is_said_before_what_is_worth_telling() -> None:
    *first, card = blocks(case(medicines="past").for_patient, "tell")
    assert statements(case(medicines="past").for_patient, "tell")[0] == "cause-often-unknown"
    assert all(isinstance(one, Text) for one in first)
    assert isinstance(card, Card)


def test_what_was_skipped_and_what_was_not_sure_stay_apart() -> None:
    answered = case(onset_age=34, impact="unsure", family_history="no")
    facts = [one for one in blocks(answered.for_patient, "unknown") if isinstance(one, Fact)]
    known = {fact.label: fact.value.split("; ") for fact in facts}
    assert known["Not sure"] == ["Daily life"]
    rows = answer_rows(answered.answers, "patient")
    skipped = [row.label for row in rows if row.state == "not-answered" and row.page != "welcome"]
    assert {"Age now", "Medicines"} <= set(skipped)
    assert known["Not answered"] == skipped


def test_contact_lists_what_the_clinic_set() -> None:
    clinic = Clinic(name="Ours", phone="1", address=("Road 1", "Town"), billing_phone="3")
    first, *facts = blocks(case(clinic=clinic).for_patient, "contact")
    assert [text.text for text in texts_in((first,))] == ["Ours"]
    assert [(fact.label, fact.value) for fact in facts if isinstance(fact, Fact)] == [
        ("Telephone", "1"),
        ("Address", "Road 1, Town"),
        ("Billing questions", "3"),
    ]


@given(answer_sets())
def test_patients_read_only_what_is_meant_for_patients(answers: Answers) -> None:
    report = case_of(answers, CLINIC, case().day).for_patient
    shown = [text.statement for one in report.sections for text in texts_in(one.blocks)]
    assert all(is_for(statement, "patient") for statement in shown if statement)


def test_spread_and_help_are_said_to_hold_only_if_this_is_dystonia() -> None:
    report = case(onset_age=50).for_patient
    (name,) = (one for one in blocks(report, "spread") if isinstance(one, Name))
    assert name.lead == "If a clinician finds that this is dystonia:"
    headings = {one.id: one.heading for one in report.sections}
    assert headings["help"] == "What can help if this is dystonia"


def test_what_should_be_seen_within_days_is_said_kindly_and_without_a_notice() -> None:
    report = case(urgent_signs=(), features=("weakness",)).for_patient
    assert report.sections[0].heading == "Please mention this at the desk"
    (text,) = blocks(report, "urgent")
    assert isinstance(text, Text)
    assert text.statement == "soon"


def test_where_two_parts_could_do_the_task_the_patient_is_asked_to_tell_which() -> None:
    both = case(affected=("mouth", "left-hand"), pattern=("task",), tasks=("music",)).for_patient
    said = [one.text for one in blocks(both, "pattern") if isinstance(one, Text)]
    assert any(one.startswith("More than one marked part can do this task.") for one in said)
