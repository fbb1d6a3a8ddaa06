"""The lines of "Qui s'occupe de quoi" on a card."""

from knowledge.entry import Entry
from knowledge.organisations import Organisations
from knowledge.vocabulary import ROLE_LABELS
from knowledge.who_does import concerns
from mediation.answer import WhoCard


def who_cards(entry: Entry, registry: Organisations, case_label: str | None
              ) -> tuple[WhoCard, ...]:
    """Return the lines of "Qui s'occupe de quoi"; another case's office is left out."""
    return tuple(
        WhoCard(organisation=each.organisation, role=each.role.value, when=each.when,
                territory=each.territory, within=each.within,
                name=registry[each.organisation].name, role_label=ROLE_LABELS[each.role])
        for each in entry.who if concerns(each.when, case_label))
