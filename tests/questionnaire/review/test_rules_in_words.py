import pytest

from questionnaire.answers import SIGNS
from questionnaire.body import TOUCHING
from questionnaire.evidence import evidence
from questionnaire.review.people import people
from questionnaire.review.rules_in_words import RULE_FILES, file_in_words, when_said
from questionnaire.rules.assessment import RULES_VERSION
from questionnaire.rules.urgency import LEVEL_OF


@pytest.mark.parametrize("name", RULE_FILES)
def test_a_file_of_rules_is_told_by_its_own_comments(name: str) -> None:
    lines = file_in_words(name).splitlines()
    assert lines[0] == " ".join((RULE_FILES[name].__doc__ or "").split())
    assert lines[-1] == f"(Version {RULES_VERSION} of the rules.)"


def test_each_rule_stands_with_what_its_comment_says() -> None:
    assert "• gene test: Onset before 30 in a limb" in file_in_words("causes")
    assert "• onset: Return the onset for an age" in file_in_words("facts"), "also what is cached"
    assert "in order" not in file_in_words("facts"), "nothing that comes from elsewhere"


def test_every_sign_stands_with_its_level_and_every_pair_that_touches() -> None:
    urgency = file_in_words("urgency").splitlines()
    assert "• Trouble breathing, or a tight throat: emergency" in urgency
    assert sum(line.endswith(tuple(LEVEL_OF.values())) for line in urgency) >= len(SIGNS)
    distribution = file_in_words("distribution")
    assert distribution.count(" touches ") == len(TOUCHING)
    assert "trunk touches left arm or hand (weakly)" in distribution


def test_it_is_said_to_whom_a_statement_is_told() -> None:
    everyone = len(people())
    assert when_said("story-pianist") == f"Said to everyone: all {everyone} example people."
    three = when_said("cause-dopa-responsive")
    assert f"Said to 3 of the {everyone} example people: girl of 8" in three
    assert "such as: neck at 45; neck at 33, sensory trick; " in when_said("pattern-focal")
    none = when_said("pattern-generalized-consensus")
    assert none.startswith(f"Said to none of the {everyone} example people as they are.")


def test_it_is_said_which_answers_bring_a_statement_up_and_take_it_away() -> None:
    words = when_said("cause-tremor")
    assert "One answer can bring it up: What happens (It shakes)." in words
    assert "One more answer can take it away: What happens (It twists, pulls or turns)." in words
    assert "Body parts (any)" in when_said("pattern-segmental")
    assert "Body parts (17 of them)" in when_said("spread-eyelids")


def test_a_rule_that_is_named_after_its_statement_stands_with_it() -> None:
    told = {id_: when_said(id_).splitlines()[0] for id_ in evidence().statements}
    named = {id_ for id_, line in told.items() if line.startswith("Rule: ")}
    assert named >= {"cause-dopa-responsive", "cause-neck-child", "cause-gene-test", "surgery"}
    assert told["cause-neck-child"].startswith("Rule: A child's neck that turned within days")
    assert "cause-wilson-screen" in named
    assert not named & {"cause-wilson", "cause-one-sided"}, "only a whole name, of a rule itself"


def test_every_statement_has_its_words() -> None:
    assert all(when_said(id_) for id_ in evidence().statements)
