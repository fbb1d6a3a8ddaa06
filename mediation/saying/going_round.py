"""What is said to a person sent from one office to another: who must act, a letter, recourse."""

from dataclasses import dataclass

from bot.decision import Decision
from knowledge.entry import Entry, Source
from knowledge.hours import date_text
from knowledge.organisations import Organisation, Organisations
from knowledge.recourse import Mediator, Recourse, TextRead
from knowledge.vocabulary import Role
from mediation.saying.articles import capital, lowered, mine, to
from retrieval.french import terms

LETTER = ("Une lettre à recopier, à envoyer aux deux services (gardez-en une copie) :\n\n"
          "« Objet : deux services me renvoient l'un vers l'autre\n\n"
          "Madame, Monsieur,\n\n"
          "{sent}, au sujet de : {subject}.\n"
          "{who}"
          "Je vous demande de traiter ma demande.{pass_on} Merci de me répondre par écrit.\n\n"
          "[votre nom]\n[votre adresse]\n[la date] »")
PASS_ON = (" Si elle n'est pas pour vous, je vous demande de la transmettre vous-même au bon "
           "service et de m'en informer.")
NO_ENTRY = ("Je ne sais pas encore de quelle démarche il s'agit : dites-le en quelques mots, et je "
            "vous dirai lequel doit agir.")
_VERBS = {Role.DECIDES: "décide", Role.PAYS: "paie", Role.INFORMS: "informe", Role.HELPS: "aide"}


@dataclass(frozen=True)
class Round:
    """The two offices, the entry when one is known, and who leads it."""

    offices: tuple[Organisation, ...]
    entry: Entry | None
    lead: Organisation | None
    case_label: str | None


def round_of(decision: Decision, entry: Entry | None, registry: Organisations) -> Round:
    """Gather what the sentences need."""
    lead = None if entry is None or _is_open(decision, entry) else entry.lead_for(decision.case_id)
    label = next((each.label for each in entry.cases if each.id == decision.case_id), None
                 ) if entry else None
    return Round(tuple(registry[key] for key in decision.offices if key in registry), entry,
                 registry[lead] if lead and lead in registry else None, label)


def _is_open(decision: Decision, entry: Entry) -> bool:
    """Say whether it depends on the situation, not told yet, which of the offices must act."""
    leads = {each.lead for each in entry.cases}
    return decision.case_id is None and len(leads & set(decision.offices)) > 1


def texts_of(told: Round, registry: Organisations, known: Recourse) -> tuple[str, ...]:
    """Return the bubbles: who must act now and why, the letter, then whom to write to next."""
    return (_who_acts(told, registry, known), _letter(told, known),
            _next_steps(told, registry, known))


def _who_acts(told: Round, registry: Organisations, known: Recourse) -> str:
    if told.entry is None:
        return "\n".join(filter(None, (_rule(told, known), NO_ENTRY)))
    lines = [_lead_line(told, registry), *(_role_line(each, told) for each in told.offices)]
    source = _closest_source(told.entry)
    dated = f", {date_text(source.text_dated_on)}" if source.text_dated_on else ""
    lines.append(f"Source : « {source.title} » ({source.publisher}{dated}).")
    lines.append(_rule(told, known))
    return "\n".join(filter(None, lines))


def _lead_line(told: Round, registry: Organisations) -> str:
    assert told.entry is not None
    title = told.entry.title
    if told.lead:
        case = f" Dans votre cas : {lowered(told.case_label)}." if told.case_label else ""
        return f"Pour « {title} », c'est {to(told.lead.name_in_text)} d'agir maintenant.{case}"
    cases = " ; ".join(f"{lowered(each.label)} : {registry[each.lead].name_in_text}"
                       for each in told.entry.cases if each.lead in registry)
    return (f"Pour « {title} », un seul des services doit agir, selon votre situation. {cases}. "
            f"{told.entry.case_question}")


def _role_line(office: Organisation, told: Round) -> str:
    assert told.entry is not None
    roles = [each for each in told.entry.who if each.organisation == office.key
             and each.role in _VERBS]
    name = capital(office.name_in_text)
    if told.lead and office.key == told.lead.key:
        return f"• {name} : c'est à ce service de traiter votre demande."
    if not roles:
        return f"• {name} : notre fiche ne lui donne pas de rôle dans cette démarche."
    verbs = " et ".join(dict.fromkeys(_VERBS[each.role] for each in roles))
    when = next((each.when for each in roles if each.when), None)
    return f"• {name} : {verbs}{f', dans ce cas : {lowered(when)}' if when else ''}."


def _closest_source(entry: Entry) -> Source:
    """Return the source whose title is closest to the entry's; the first one when none is."""
    wanted = set(terms(entry.title))
    return max(entry.sources, key=lambda each: len(wanted & set(terms(each.title))))


def _rule(told: Round, known: Recourse) -> str:
    rule = known.transfer_rule
    if not told.offices or not all(each.key in rule.applies_to for each in told.offices):
        return ""
    return f"{rule.says} ({_read_in(rule.source)})"


def _letter(told: Round, known: Recourse) -> str:
    names = [mine(each.name_in_text) for each in told.offices]
    sent = (f"{capital(names[0])} m'envoie vers {names[1]}, et {names[1]} m'envoie vers {names[0]}"
            if len(names) > 1 else
            f"{capital(names[0])} m'envoie vers un autre service, qui me renvoie vers {names[0]}"
            if names else "Deux services m'envoient l'un vers l'autre")
    who = (f"D'après les textes officiels, c'est {to(mine(told.lead.name_in_text))} d'agir.\n"
           if told.lead and told.entry else "")
    subject = lowered(told.entry.title.partition(" : ")[0]) if told.entry else "[votre démarche]"
    return LETTER.format(sent=sent, subject=subject, who=who,
                         pass_on=PASS_ON if _rule(told, known) else "")


def _next_steps(told: Round, registry: Organisations, known: Recourse) -> str:
    keys = dict.fromkeys([*([told.lead.key] if told.lead else []),
                          *(each.key for each in told.offices)])
    lines = ["Si rien ne bouge :"]
    lines += [_mediator(each, known.mediators[key]) for key in keys
              for each in (registry[key],) if key in known.mediators]
    last = known.last_resort
    phone = registry[last.organisation].phone if last.organisation in registry else None
    number = f" ☎ {phone.number}." if phone else ""
    lines.append(f"• {'puis ' if len(lines) > 1 else ''}{last.name}. {last.how}{number} "
                 f"({_read_in(last.source)})")
    return "\n".join(lines)


def _mediator(office: Organisation, found: Mediator) -> str:
    name = capital(office.name_in_text)
    return f"• {name} → {found.name}. {found.how} ({_read_in(found.source)})"


def _read_in(source: TextRead) -> str:
    dated = (f"texte du {date_text(source.text_dated_on)}" if source.text_dated_on
             else f"texte lu le {date_text(source.checked_on)}")
    return f"{source.publisher}, {dated} : {source.url}"
