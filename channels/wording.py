"""Small pieces of French that every channel says the same way: phones, hours, places, waiting."""

from collections.abc import Iterable

from knowledge.hours import date_text
from mediation.answer import CallButton, CaseView, NeedCard, PartnerCard, SourceCard, WhoCard
from mediation.outcome import CaseStatus, Speaker

SPEAKER_LABELS = {
    Speaker.RESIDENT: "Vous",
    Speaker.ASSISTANT: "Assistant",
    Speaker.MEDIATOR: "Médiateur ou médiatrice",
    Speaker.SYSTEM: "Information",
}
NEED_STATUS_LABELS = {"answered": "répondu ci-dessus", "next": "à voir ensuite",
                      "later": "à voir plus tard"}
SMS_NUMBERS = frozenset({"114"})


def speaker_label(speaker: Speaker) -> str:
    """Say who speaks, in words rather than by colour."""
    return SPEAKER_LABELS[speaker]


def dial(number: str) -> str:
    """Write a number as people read it: "04 66 49 82 00", "39 49", "0 805 160 075", "116 117"."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    if digits.startswith("+33") and len(digits) == 12:
        digits = "0" + digits[3:]
    if digits.isdigit() and len(digits) == 6:
        return f"{digits[:3]} {digits[3:]}"
    if digits.startswith("08") and len(digits) == 10:
        return f"0 {digits[1:4]} {digits[4:7]} {digits[7:]}"
    if digits.isdigit() and len(digits) in (4, 10):
        return " ".join(digits[at:at + 2] for at in range(0, len(digits), 2))
    return number


def tel(number: str) -> str:
    """Return the link that starts the call, or the SMS for numbers read by SMS (114)."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return f"{'sms' if digits in SMS_NUMBERS else 'tel'}:{digits}"


def opening_line(call: CallButton) -> str:
    """Say whether the phone line answers now, or when it does; empty when unknown."""
    if call.open_now is True:
        return "Ouvert maintenant"
    if call.open_now is False:
        then = f", ouvre {call.next_opening_text}" if call.next_opening_text else ""
        return f"Fermé en ce moment{then}"
    return ""


def call_line(call: CallButton) -> str:
    """Say what the call costs and the hours: « Appel gratuit · du lundi au vendredi… »."""
    cost = call.cost_text[:1].upper() + call.cost_text[1:]
    return " · ".join(part for part in (cost, call.hours_text) if part)


def role_line(who: WhoCard) -> str:
    """Say one line of « Qui s'occupe de quoi » in plain text."""
    detail = ", ".join(part for part in (who.when, who.territory) if part)
    within = f" ({who.within})" if who.within else ""
    return (f"{who.role_label or who.role} : {who.name or who.organisation}"
            f"{f' — {detail}' if detail else ''}{within}")


def by_role(who: Iterable[WhoCard]) -> list[tuple[str, list[WhoCard]]]:
    """Group « Qui s'occupe de quoi » by role, in the order the roles first come."""
    groups: dict[str, list[WhoCard]] = {}
    for each in who:
        groups.setdefault(each.role_label or each.role, []).append(each)
    return list(groups.items())


def paragraphs(text: str) -> list[str]:
    """Split a text at its blank lines."""
    return [each.strip() for each in text.split("\n\n") if each.strip()]


def distance_text(partner: PartnerCard) -> str:
    """Say how far a place is; empty when its coordinates are unknown."""
    if partner.distance_km is None:
        return ""
    if partner.distance_km < 1:
        return "à moins de 1 km"
    return f"à {partner.distance_km:.0f} km"


def partner_state(partner: PartnerCard) -> str:
    """Say whether a place is open now and when next; empty when unknown."""
    said = {True: "Ouvert maintenant", False: "Fermé en ce moment", None: ""}[partner.open_now]
    if partner.open_now is False and partner.next_opening_text:
        said += f", ouvre {partner.next_opening_text}"
    return said


def partner_lines(partner: PartnerCard) -> tuple[str, ...]:
    """Say a place in plain text lines, its number and its age included."""
    phone = f"Téléphone : {dial(partner.phone)}" if partner.phone else None
    if partner.unconfirmed_phone:
        phone = f"Numéro à vérifier : {dial(partner.unconfirmed_phone)}"
    where = ", ".join(part for part in (partner.address, distance_text(partner)) if part)
    lines = (where, partner.hours_text, partner_state(partner), *partner.sessions,
             partner.appointment_text, phone, partner.doubt_text, partner.age_text)
    return tuple(line for line in lines if line)


def source_date(source: SourceCard) -> str:
    """Say how old a source is: the older date, that of its text, comes first."""
    if source.text_dated_on:
        return (f"texte du {date_text(source.text_dated_on)}, "
                f"relu le {date_text(source.checked_on)}")
    return f"lu le {date_text(source.checked_on)}"


def need_status(need: NeedCard) -> str:
    """Say where one of several needs stands."""
    return NEED_STATUS_LABELS.get(need.status, "")


def case_lines(case: CaseView) -> tuple[str, ...]:
    """Say where a hand-over stands: brief offered, place in the queue, code.

    Who is there and when the desk opens is said by the reply's own messages.
    """
    lines: list[str] = []
    if case.status is CaseStatus.OFFERED and case.brief:
        lines.append("Voici ce que je transmettrai, si vous êtes d'accord :")
        lines += [f"• {line.text}" for line in case.brief]
    if case.status is CaseStatus.WAITING and case.position and case.open_now and not case.reach:
        lines.append(place_in_queue(case.position))
    is_said = case.reach is None or case.position is not None or case.reach.stage == "set"
    if case.code and is_said:
        lines.append(f"Votre code de dossier : {case.code}")
    return tuple(lines)


def place_in_queue(position: int) -> str:
    """Say how many people are before."""
    if position <= 1:
        return "Vous êtes la prochaine personne."
    before = position - 1
    return f"{before} personne{'s' if before > 1 else ''} avant vous."
