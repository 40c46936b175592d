"""The rules in plain words: what each file of rules says of itself, and when each statement is said."""

import inspect
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

from questionnaire import facts
from questionnaire.body import SITES, TOUCHING, WEAKLY_TOUCHING
from questionnaire.choices import CHOICES
from questionnaire.review.people import people
from questionnaire.review.told import Effect, effects
from questionnaire.rules import causes, distribution, forms, spread, treatment, urgency
from questionnaire.rules.assessment import RULES_VERSION
from questionnaire.rules.reasons import REGION_NAMES

#: Whose comments say what each rule asks for; the comments stand beside the rules and nowhere else.
RULE_FILES: dict[str, ModuleType] = {
    "facts": facts,
    "urgency": urgency,
    "distribution": distribution,
    "forms": forms,
    "spread": spread,
    "causes": causes,
    "treatment": treatment,
}

_MOST_EXAMPLES = 3
_MOST_LABELS = 10


def file_in_words(name: str) -> str:
    """Return what a file of rules says of itself and of each rule in it."""
    module = RULE_FILES[name]
    lines = [
        _comment(module),
        *_rules_of(module),
        *(_TABLES[name]() if name in _TABLES else ()),
    ]
    return "\n".join((*lines, f"(Version {RULES_VERSION} of the rules.)"))


def _rules_of(module: ModuleType) -> Iterator[str]:
    for words, rule in _functions(module):
        if rule.__doc__:
            yield f"• {' '.join(words)}: {_comment(rule)}"


def _functions(module: ModuleType) -> Iterator[tuple[list[str], FunctionType]]:
    """Yield the functions that a module itself defines, with the words of their names."""
    for name, member in vars(module).items():
        rule = inspect.unwrap(member) if callable(member) else None
        if inspect.isfunction(rule) and rule.__module__ == module.__name__:
            yield name.strip("_").split("_"), rule


def _comment(what: object) -> str:
    return " ".join((inspect.getdoc(what) or "").split())


def _levels() -> Iterator[str]:
    """Yield which sign is of which level, by the words of its choice."""
    said = {choice.value: choice.label.staff for choice in CHOICES["urgent_signs"]}
    yield from (f"• {said[sign]}: {level}" for sign, level in urgency.LEVEL_OF.items())


def _touching() -> Iterator[str]:
    """Yield which regions touch each other, and which of these pairs do so weakly."""
    for one, other in TOUCHING:
        weakly = " (weakly)" if (one, other) in WEAKLY_TOUCHING else ""
        yield f"• {REGION_NAMES[one]} touches {REGION_NAMES[other]}{weakly}"


#: What rules look up, beside what they ask for.
_TABLES: dict[str, Callable[[], Iterator[str]]] = {"urgency": _levels, "distribution": _touching}


def when_said(statement: str) -> str:
    """Return a statement's rule, to whom it is said, and what brings it up or takes it away."""
    effect = effects()[statement]
    lines = [*_own_rule(statement), _told(effect)]
    if effect.brought_by:
        lines.append(f"One answer can bring it up: {_answers(effect.brought_by)}.")
    if effect.taken_by:
        lines.append(f"One more answer can take it away: {_answers(effect.taken_by)}.")
    return "\n".join(lines)


def _own_rule(statement: str) -> Iterator[str]:
    """Yield the comment of the function that has a statement's name, as neck_of_child for cause-neck-child."""
    named = set(statement.removeprefix("cause-").split("-"))
    for module in RULE_FILES.values():
        for words, rule in _functions(module):
            if {*words} - {"of"} == named:
                yield f"Rule: {_comment(rule)}"


def _told(effect: Effect) -> str:
    """Return how many of the example people are told, and who some of them are."""
    told, all_of_them = len(effect.people), len(people())
    if not told:
        return f"Said to none of the {all_of_them} example people as they are."
    if told == all_of_them:
        return f"Said to everyone: all {all_of_them} example people."
    examples = "; ".join(effect.people[:_MOST_EXAMPLES])
    such_as = ", such as" if told > _MOST_EXAMPLES else ""
    return f"Said to {told} of the {all_of_them} example people{such_as}: {examples}."


def _answers(found: dict[str, tuple[str, ...]]) -> str:
    """Return answers under the names of their questions; of body parts that are many, how many."""
    return "; ".join(f"{question} ({_labels(labels)})" for question, labels in found.items())


def _labels(labels: tuple[str, ...]) -> str:
    if len(labels) == len(SITES):
        return "any"
    return f"{len(labels)} of them" if len(labels) > _MOST_LABELS else ", ".join(labels)
