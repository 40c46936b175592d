from typing import get_args

from questionnaire.answers import Answers
from questionnaire.pages import PageId
from questionnaire.questions import PAGE, PAGES


def test_pages_stand_in_the_order_of_their_names() -> None:
    assert [page.id for page in PAGES] == list(get_args(PageId)) == list(PAGE)


def test_a_page_has_the_name_of_its_first_question_unless_it_is_called_something_else() -> None:
    assert PAGE["onset"].name == PAGE["onset"].questions[0].name
    assert PAGE["welcome"].name == "Start"
    assert all(page.name for page in PAGES)


def test_a_page_is_required_where_leaving_a_question_out_is_a_problem() -> None:
    required = {page.id for page in PAGES if page.required}
    assert required == {page.id for page in PAGES if any(one.missing for one in page.questions)}
    assert "urgent" in required


def test_an_answer_fits_where_its_question_offers_it() -> None:
    (first,) = PAGE["first"].questions
    both = Answers(affected=("neck", "voice"), first_affected="voice")
    assert first.fits(both)
    assert not first.fits(Answers(affected=("neck", "left-hand"), first_affected="voice"))
