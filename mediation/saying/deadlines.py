"""The sentences about a delay: never counted from an unknown date, never declared over."""

from datetime import date, timedelta

from bot.decision import Decision, LetterDate
from knowledge.delays import Delay, first_delay
from knowledge.entry import Entry
from knowledge.hours import date_text
from knowledge.organisations import Organisations
from knowledge.vocabulary import Role
from mediation.saying.articles import to

ASK_DATE = ("Quelle date est écrite sur le courrier ? Donnez-la-moi, par exemple « le 12 "
            "octobre » : je vous dirai jusqu'à quand agir.")
AT_LATEST = ("Avec un courrier du {start}, c'est au plus tard le {end} ({delay} : {within}). "
             "Vérifiez sur votre courrier : c'est lui qui compte. N'attendez pas le dernier jour.")
SEEMS_PAST = ("Avec un courrier du {start}, les {delay} semblent passés. Il reste parfois un "
              "recours : montrez le courrier cette semaine {helper}. Un médiateur peut aussi le "
              "lire avec vous.")
FEARED = ("Ne renoncez pas : il reste parfois un recours. Montrez le courrier cette semaine "
          "{helper}.")
NOT_YET = ("La date que vous donnez n'est pas encore là. Est-ce bien celle qui est écrite en haut "
           "du courrier ? Regardez aussi s'il donne une date limite.")
DEFAULT_HELPER = "à un espace France Services ou à un point-justice"


def say_time(decision: Decision, entry: Entry, registry: Organisations, today: date
             ) -> tuple[str, ...]:
    """Return what to say of time after the answer; () when nothing was said or asked of it."""
    delay = first_delay(entry, decision.case_id)
    helper = helper_of(entry, registry)
    if decision.letter_date and delay:
        return (_counted(decision.letter_date, delay, helper, today),)
    said = (FEARED.format(helper=helper),) if decision.fears_late else ()
    return (*said, ASK_DATE) if decision.asks_date else said


def day_of(told: LetterDate, today: date) -> date | None:
    """Return the day said; without its year, the latest one that is not to come.

    None for a day that no calendar has.
    """
    if told.days_ago is not None:
        return today - timedelta(days=told.days_ago)
    for year in (told.year,) if told.year else (today.year, today.year - 1):
        try:
            day = date(year, told.month, told.day)
        except ValueError:
            continue
        if told.year or day <= today:
            return day
    return None


def helper_of(entry: Entry, registry: Organisations) -> str:
    """Return who can read the letter (« au CCAS »): a helper of the entry, else a local desk."""
    keys = [each.organisation for each in entry.who if each.role is Role.HELPS]
    keys += [each.organisation for each in entry.who if each.organisation == "point_justice"]
    names = [registry[key].name_in_text for key in dict.fromkeys(keys) if key in registry]
    return " ou ".join(map(to, names[:2])) if names else DEFAULT_HELPER


def _counted(told: LetterDate, delay: Delay, helper: str, today: date) -> str:
    start = day_of(told, today)
    if start is None:
        return ASK_DATE
    if start > today:
        return NOT_YET
    end = delay.after(start)
    if end < today:
        return SEEMS_PAST.format(start=date_text(start), delay=delay.text, helper=helper)
    return AT_LATEST.format(start=date_text(start), end=date_text(end), delay=delay.text,
                            within=delay.within)
