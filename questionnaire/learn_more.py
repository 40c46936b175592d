"""What the patient guide says besides the result: the kinds of dystonia, its causes, the research."""

from questionnaire.assessment import Assessment
from questionnaire.blocks import Block, Section
from questionnaire.quoting import Quoting
from questionnaire.words import tr

_BACKGROUND = (
    "how-it-starts",
    "where-it-comes-from",
    "kinds-of-dystonia",
    "cause-list",
    "research-brain-activity",
    "research-cause-or-result",
    "research-nerve-cells",
    "research-nerve-cells-balance",
)

_TREATMENTS = ("treat-cause", "surgery")


def learn_more_section(assessment: Assessment, quoting: Quoting) -> Section:
    """Return the background, and those treatments of the guide that the result did not show."""
    shown = {statement.id for statement in (*assessment.treatments, *assessment.spread.statements)}
    young_said = any(id_.startswith("spread-young") for id_ in shown)
    texts = [*_BACKGROUND] if young_said else [*_BACKGROUND, "spread-young"]
    cards = [id_ for id_ in _TREATMENTS if id_ not in shown]
    blocks: tuple[Block, ...] = (
        *(quoting.text(id_) for id_ in texts),
        *(quoting.card(id_) for id_ in cards),
        quoting.text("story-pianist"),
    )
    return Section(
        id="learn-more", heading=tr("Learn more about dystonia"), blocks=blocks, on_paper=False
    )
