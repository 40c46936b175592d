"""Statements as parts of a report, with their sources numbered in the order of first use."""

from questionnaire.answers import Voice
from questionnaire.evidence import Said, evidence, say
from questionnaire.reports.blocks import Card, People, Reference, Text
from questionnaire.words import tr


class Quoting:
    """Turns statements into paragraphs and cards for one reader, and keeps the list of sources."""

    def __init__(self, voice: Voice) -> None:
        self.voice: Voice = voice
        self._numbers: dict[str, int] = {}

    def text(self, statement: str | Said) -> Text:
        """Return a statement as a paragraph with its sources' numbers."""
        said = say(statement, self.voice) if isinstance(statement, str) else statement
        cites = tuple(
            self._numbers.setdefault(source, len(self._numbers) + 1) for source in said.sources
        )
        return Text(text=said.text, statement=said.id, cites=cites, review=said.review)

    def card(self, statement: str | Said) -> Card:
        """Return a statement as a card under its title, with the everyday name where it has one."""
        body = self.text(statement)
        known = evidence().statements[body.statement]
        return Card(
            title=tr(known.title), subtitle=tr(known.plain) if known.plain else "", body=body
        )

    def people(self, statement: str | Said) -> tuple[People, ...]:
        """Return the statement's natural frequency to be drawn, where the studies give one."""
        id_ = statement if isinstance(statement, str) else statement.id
        found = evidence().statements[id_].frequency
        if found is None:
            return ()
        low, high, of = found.low, found.high, found.of
        if low == high:
            words = tr("In the study, it spread in {low} of {of} people. In {rest} it did not.")
            key = tr("Full colour: it spread. Outline: it did not.")
        else:
            words = tr(
                "In the studies, it spread in {low} to {high} of {of} people. "
                "In the other {least} to {rest} it did not."
            )
            key = tr("Full colour: it spread. Pale: some studies only. Outline: it did not.")
        said = words.format(low=low, high=high, of=of, least=of - high, rest=of - low)
        return (People(low=low, high=high, of=of, caption=f"{said}\n{key}"),)

    def references(self) -> tuple[Reference, ...]:
        """Return the sources that were used so far, with their numbers."""
        known = evidence().sources
        return tuple(
            Reference(
                number=number,
                line=f"{number}. {known[source].whole}",
                short=f"{number}. {known[source].short}",
            )
            for source, number in self._numbers.items()
        )
