"""Who does what for a need, and where near a place: the question this project exists for."""

from dataclasses import dataclass

from knowledge.directory import Directory, NearPartner
from knowledge.entry import Entry
from knowledge.organisations import Organisation, Organisations
from knowledge.places import Place
from knowledge.vocabulary import Role

_ORDER = (Role.DECIDES, Role.PAYS, Role.INFORMS, Role.HELPS)


@dataclass(frozen=True)
class Office:
    """One organisation of an entry, its roles, and its places that serve someone's commune.

    No partners = no address known here: `organisation.finder` and its national phone remain.
    """

    organisation: Organisation
    roles: tuple[Role, ...]
    is_lead: bool
    partners: tuple[NearPartner, ...] = ()


def leads(entry: Entry, lead: str | None) -> tuple[str, ...]:
    """Return the lead, or every case's lead while the case is not known."""
    return (lead,) if lead else tuple(dict.fromkeys(case.lead for case in entry.cases))


def organisations_in_order(entry: Entry, lead: str | None, case_label: str | None
                           ) -> tuple[str, ...]:
    """Return the keys: lead first, then decides, pays, informs, helps; never appeals only."""
    ordered = list(leads(entry, lead))
    for role in _ORDER:
        ordered += [each.organisation for each in entry.who
                    if each.role is role and concerns(each.when, case_label)]
    return tuple(dict.fromkeys(ordered))


def concerns(when: str | None, case_label: str | None) -> bool:
    """Say whether a line of "who" holds in a case; while the case is unknown, all do."""
    return when is None or case_label is None or when == case_label


def who_does(entry: Entry, case_id: str | None, place: Place | None,
             registry: Organisations, directory: Directory, limit: int = 3
             ) -> tuple[Office, ...]:
    """Return the organisations of a need in the order to see them, with up to `limit` places each.

    Raises KeyError for a case the entry does not have.
    """
    labels = {case.id: case.label for case in entry.cases}
    label = labels[case_id] if case_id is not None else None
    lead = entry.lead_for(case_id)
    first = leads(entry, lead)
    return tuple(
        Office(organisation=registry[key],
               roles=tuple(dict.fromkeys(each.role for each in entry.who
                                         if each.organisation == key
                                         and concerns(each.when, label))),
               is_lead=key in first,
               partners=directory.near(key, place, limit) if place else ())
        for key in organisations_in_order(entry, lead, label))
