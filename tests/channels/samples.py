"""Replies that fill every part of the card. People, places and figures are fictitious."""

from datetime import date

from knowledge.vocabulary import Facet
from mediation.answer import (
    Answer,
    BriefLine,
    Button,
    CallButton,
    CaseView,
    ChoiceCard,
    Finder,
    Message,
    NeedCard,
    PartnerCard,
    PlaceCard,
    Section,
    SourceCard,
    TurnReply,
    Urgent,
    WhoCard,
)
from mediation.outcome import CaseStatus, Holder, Outcome, Speaker

BODY = ("Inscrivez-vous d'abord à France Travail, sur internet ou par téléphone. "
        "C'est gratuit. Faites-le dès le lendemain de la fin de votre contrat.")
PERSON = Button(label="Parler à une personne", choice="handoff:offer")
FACETS = (Button(label="C'est où, près de chez moi ?", choice="c-where"),
          Button(label="Quels papiers apporter ?", choice="c-documents"), PERSON)

NEAR = PartnerCard(
    id="france-travail-fictif", name="France Travail, agence fictive", phone=None,
    unconfirmed_phone="0400000001", address="1 rue Imaginaire, 48000 Ville-Fictive",
    hours_text="Du lundi au vendredi, 8 h 30 à 12 h 30", open_now=None, distance_km=3.2,
    confirmed_on=None,
    age_text="Renseignement du 12 mars 2024 : appelez avant de vous déplacer.")
NEAR_CONFIRMED = PartnerCard(
    id="france-services-fictif", name="France Services de Ville-Fictive", phone="0400000002",
    address="Place Inventée, 48000 Ville-Fictive", hours_text="Du lundi au jeudi, 9 h à 17 h",
    open_now=True, distance_km=0.4, confirmed_on=date(2026, 10, 1),
    age_text="Renseignement du 1er octobre 2026.")

ANSWER = Answer(
    entry_id="inscription-fictive", title="S'inscrire après la perte d'un emploi",
    domain="employment", text=BODY,
    easy="Votre travail est fini. Allez à France Travail. C'est gratuit.",
    who=(WhoCard(organisation="france_travail", role="decides", name="France Travail",
                 role_label="Décide"),
         WhoCard(organisation="msa", role="pays", name="Mutualité sociale agricole (Msa)",
                 role_label="Paie", when="si vous êtes salarié agricole"),
         WhoCard(organisation="france_services", role="helps", name="France Services",
                 role_label="Vous aide", territory="dans votre canton"),
         WhoCard(organisation="tribunal", role="appeals", name="Tribunal administratif",
                 role_label="Pour contester", within="dans les 2 mois")),
    lead="france_travail", organisations=("france_travail", "msa", "france_services"),
    call=CallButton(organisation="france_travail", name="France Travail", number="3949",
                    cost_text="appel gratuit", hours_text="du lundi au vendredi, 8 h à 17 h",
                    open_now=True),
    sections=(Section(facet=Facet.ELIGIBILITY, title="Qui peut en bénéficier",
                      lines=("Habiter en France.", "Ne plus avoir d'emploi.")),
              Section(facet=Facet.STEPS, title="Les étapes",
                      lines=("Créez votre espace.", "Répondez aux questions.",
                             "Prenez rendez-vous.")),
              Section(facet=Facet.DOCUMENTS, title="Ce qu'il faut apporter",
                      lines=("Une pièce d'identité", "L'attestation de votre employeur",
                             "Un relevé d'identité bancaire")),
              Section(facet=Facet.DELAY, title="Délai", lines=("12 mois au plus.",)),
              Section(facet=Facet.COST, title="Coût", lines=("Gratuit.",))),
    partners=(NEAR_CONFIRMED, NEAR),
    online=Finder(label="S'inscrire en ligne", url="https://www.francetravail.fr/"),
    place=PlaceCard(insee="48999", name="Ville-Fictive"),
    sources=(SourceCard(title="Inscription (texte fictif)",
                        url="https://www.service-public.gouv.fr/fictif", publisher="DILA",
                        text_dated_on=date(2025, 3, 1), checked_on=date(2026, 11, 23)),),
    source_line="D'après le texte officiel du 1er mars 2025 (DILA). "
                "Fiche non encore validée par un agent.",
    warnings=("Des règles ont pu changer depuis ce texte.",), confidence=0.93)

FOLLOW_UP = ANSWER.model_copy(update={
    "facet": Facet.DOCUMENTS, "partners": (),
    "text": "\n".join(f"• {line}" for line in ANSWER.sections[2].lines),
    "sections": (ANSWER.sections[2],)})

BRIEF = (BriefLine(line_id="l1", text="Sujet : emploi"),
         BriefLine(line_id="l2", text="Question : « j'ai perdu mon travail »"),
         BriefLine(line_id="l3", text="Commune : Ville-Fictive"))


def said(turn_id: str, outcome: Outcome, text: str, buttons: tuple[Button, ...] = (PERSON,),
         **parts: object) -> TurnReply:
    """Return a reply of one bubble by the assistant."""
    shape = {"turn_id": turn_id, "outcome": outcome, "holder": Holder.ASSISTANT,
             "messages": (Message(speaker=Speaker.ASSISTANT, text=text, buttons=buttons),)}
    return TurnReply.model_validate(shape | parts)


def answered(turn_id: str) -> TurnReply:
    """Return the reply with the full card."""
    return said(turn_id, Outcome.ANSWERED, BODY, FACETS, answer=ANSWER)


def follow_up(turn_id: str) -> TurnReply:
    """Return the reply to « et pour les papiers ? »."""
    return said(turn_id, Outcome.ANSWERED, FOLLOW_UP.text, answer=FOLLOW_UP)


def in_danger(turn_id: str) -> TurnReply:
    """Return the numbers first, said by the system."""
    calm = Message(speaker=Speaker.SYSTEM, text="Appelez le 115, c'est gratuit, jour et nuit.")
    then = Message(speaker=Speaker.ASSISTANT, text="Voulez-vous aussi un médiateur ?",
                   buttons=(PERSON,))
    return TurnReply(turn_id=turn_id, outcome=Outcome.URGENT_SIGNPOSTED, holder=Holder.ASSISTANT,
                     messages=(calm, then), urgent=Urgent(
                         kind="homeless_tonight", level="danger", numbers=("115", "112")))


def violence(turn_id: str) -> TurnReply:
    """Return the numbers of a violence at home."""
    calm = Message(speaker=Speaker.SYSTEM, text="Vous n'y êtes pour rien. Appelez le 17.")
    then = Message(speaker=Speaker.ASSISTANT, text="Voulez-vous une personne ?",
                   buttons=(PERSON,))
    return TurnReply(turn_id=turn_id, outcome=Outcome.URGENT_SIGNPOSTED, holder=Holder.ASSISTANT,
                     messages=(calm, then), urgent=Urgent(
                         kind="violence_spouse", level="danger", numbers=("17", "3919")))


def offered(turn_id: str, opens_text: str | None = None) -> TurnReply:
    """Return the offer of a person, with the brief."""
    buttons = (Button(label="Oui, transmettre", choice="handoff:accept"),
               Button(label="Non, continuer avec l'assistant", choice="handoff:decline"))
    return said(turn_id, Outcome.HANDOFF_OFFERED, "Êtes-vous d'accord ?", buttons,
                case=CaseView(status=CaseStatus.OFFERED, brief=BRIEF, open_now=not opens_text,
                              opens_text=opens_text))


def queued(turn_id: str) -> TurnReply:
    """Return the waiting place."""
    return said(turn_id, Outcome.HANDOFF_QUEUED, "C'est transmis.", (),
                holder=Holder.QUEUE, case=CaseView(
                    status=CaseStatus.WAITING, position=2, open_now=True, code="23874910"))


def several(turn_id: str) -> TurnReply:
    """Return a reply to two needs at once."""
    needs = (NeedCard(label="Inscription", domain="employment", status="answered",
                      entry_id="inscription-fictive", choice=None),
             NeedCard(label="Aide au logement", domain="housing", status="next",
                      entry_id="aide-fictive", choice="c-need"))
    return said(turn_id, Outcome.ANSWERED, BODY, FACETS, answer=ANSWER, needs=needs)


def choices(turn_id: str) -> TurnReply:
    """Return two candidate entries."""
    cards = (ChoiceCard(entry_id="a", title="Aide fictive A", domain="housing", choice="c-a"),
             ChoiceCard(entry_id="b", title="Aide fictive B", domain="housing", choice="c-b"))
    buttons = tuple(Button(label=each.title, choice=each.choice) for each in cards)
    return said(turn_id, Outcome.ANSWERED_CHOICES, "Laquelle ?", (*buttons, PERSON),
                choices=cards)
