"""assess(answers) -> Assessment: everything that follows from the answers, with sources and reasons."""

import msgspec

import questionnaire
from questionnaire.answers import Answers
from questionnaire.body import LOWER_LIMBS, Region
from questionnaire.evidence import Cited, Said, evidence, say_all
from questionnaire.facts import Facts, Onset, facts_of
from questionnaire.rules.causes import causes_of
from questionnaire.rules.distribution import (
    Criteria,
    DistributionFinding,
    Label,
    consensus_2013,
    patient_guide,
)
from questionnaire.rules.forms import Form, forms_of
from questionnaire.rules.reasons import Reason, reasons_of
from questionnaire.rules.spread import SpreadLevel, spread_of
from questionnaire.rules.treatment import treatments_of
from questionnaire.rules.urgency import UrgencyLevel, urgency_of

#: Goes up with every change of what follows from the same answers; each kept intake records it.
RULES_VERSION = "2"


class Distribution(msgspec.Struct, frozen=True):
    """The label by each set of criteria; None where a set has no name for the pattern."""

    patient_guide: Label | None = msgspec.field(name="patient-guide")
    consensus_2013: Label = msgspec.field(name="consensus-2013")
    with_leg: bool | None = None


class Spread(msgspec.Struct, frozen=True):
    """How likely it is to spread, and the statements that say so."""

    level: SpreadLevel
    statements: tuple[Said, ...]


class Urgency(msgspec.Struct, frozen=True):
    """How soon staff must be told, and the statements that say why."""

    level: UrgencyLevel
    statements: tuple[Said, ...]


class Versions(msgspec.Struct, frozen=True):
    """Which program and which evidence gave the result."""

    program: str
    evidence: str


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers amount to; every view shows this and works out nothing of its own."""

    headline: Label
    distribution: Distribution
    regions: tuple[Region, ...]
    forms: tuple[Form, ...]
    onset: Onset
    spread: Spread
    treatments: tuple[Said, ...]
    causes: tuple[Said, ...]
    urgency: Urgency
    why: tuple[Reason, ...]
    sources: dict[str, Cited]
    versions: Versions


def assess(answers: Answers, criteria: Criteria = "patient-guide") -> Assessment:
    """Return what the answers amount to, headed by the clinic's chosen criteria.

    Where those have no name for the pattern, the headline falls back to the other set.
    """
    facts, voice = facts_of(answers), answers.voice
    guide, consensus = patient_guide(facts), consensus_2013(facts)
    spread, urgency = spread_of(facts), urgency_of(facts)
    told_spread = say_all(spread.statements, voice)
    treatments = say_all(treatments_of(facts, consensus.label), voice)
    causes = say_all(causes_of(facts), voice)
    told_urgency = say_all(urgency.statements, voice)
    distribution = _distribution(facts, guide, consensus)
    chosen = distribution.patient_guide if criteria == "patient-guide" else None
    return Assessment(
        headline=chosen or distribution.consensus_2013,
        distribution=distribution,
        regions=facts.regions,
        forms=forms_of(facts),
        onset=facts.onset,
        spread=Spread(spread.level, told_spread.statements),
        treatments=treatments.statements,
        causes=causes.statements,
        urgency=Urgency(urgency.level, told_urgency.statements),
        why=reasons_of(facts, guide, consensus),
        sources=told_spread.sources | treatments.sources | causes.sources | told_urgency.sources,
        versions=Versions(questionnaire.__version__, evidence().version),
    )


def _distribution(
    facts: Facts, guide: DistributionFinding | None, consensus: DistributionFinding
) -> Distribution:
    generalized = consensus.label == "generalized"
    with_leg = not LOWER_LIMBS.isdisjoint(facts.regions) if generalized else None
    return Distribution(guide.label if guide else None, consensus.label, with_leg)
