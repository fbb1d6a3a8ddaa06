"""One fault of each kind, planted in a sound entry, is caught with its field and its advice."""

import pytest

from knowledge.checks.entries import check_entry
from tests.knowledge.checks.sound import (
    SOUND,
    TODAY,
    registry,
    said_otherwise,
    sound,
    with_line,
    with_more,
    without_line,
)
from tests.people import SOURCE

LONG = "vous pouvez demander cette aide " * 6 + "à la Caf."
CHANGED = said_otherwise
PLANTED = {
    "a figure changed in the body": (CHANGED("body", "un mois", "trois mois"),
                                     "body", "3 mois → chiffre sans source"),
    "a figure changed in easy words": (CHANGED("easy", "18 ans", "16 ans"), "easy", "16 ans"),
    "a rate changed": (CHANGED("conditions", "50 %", "60 %"), "conditions", "60 %"),
    "a form number changed": (CHANGED("steps", "12345", "12346"), "steps", "12346"),
    "a date changed": (CHANGED("body", "1er octobre 2023", "1er novembre 2023"),
                       "body", "1er novembre 2023"),
    "a year changed": (CHANGED("body", "octobre 2023", "octobre 2022"), "body", "2022"),
    "a traced figure that is not said": (with_line("figures", 0, value="19 ans"),
                                         "figures.value", "chiffre jamais dit"),
    "a traced figure that is no figure": (with_line("figures", 0, value="adulte"),
                                          "figures.value", "aucun chiffre lu"),
    "a figure told in what another means": (with_line("figures", 2, means="part dès 62 ans"),
                                            "figures.means", "62 ans"),
    "a figure of an unknown source": (with_line("figures", 0, source="autre"),
                                      "figures.source", "autre"),
    "a mandatory fact that changed": (
        with_line("must_know", 0, fact="Un refus se conteste dans les 5 mois."),
        "must_know.fact", "5 mois → chiffre jamais dit"),
    "a fact and its words that differ": (
        with_line("must_know", 0, says=["dans les 2 mois", "dans les 4 mois"]),
        "must_know.says", "4 mois → le fait ne dit pas ce chiffre"),
    "a mandatory fact never said": (with_line("must_know", 0, says=["jamais dit"]),
                                    "must_know.says", "jamais dit"),
    "a fact of an unknown source": (with_line("must_know", 0, source="autre"),
                                    "must_know.source", "autre"),
    "another traced delay to contest": (CHANGED("easy", "2 mois", "1 mois"),
                                        "easy", "1 mois → ce délai pour contester"),
    "an appeal line of another delay": (with_line("who", 3, within="dans le mois, soit un mois"),
                                        "must_know", "2 mois → ce délai pour contester"),
    "two passages of different figures": (
        CHANGED("delay", "Comptez un mois.", "La première réponse écrite vient en 2 mois.")
        | CHANGED("body", "La réponse vient", "La première réponse écrite vient"),
        "delay", "deux passages ne disent pas le même chiffre"),
    "an unknown number": (CHANGED("steps", "32 30", "32 31"), "steps", "numéro inconnu"),
    "an unknown number in the words of a fact": (
        with_line("must_know", 1, says=["1er octobre 2023", "au 32 31"]),
        "must_know.says", "numéro inconnu"),
    "a number of ten digits, unknown": (CHANGED("cost", "Gratuit.", "Gratuit, au 01 99 00 00 00."),
                                        "cost", "numéro inconnu"),
    "the number of another body": (CHANGED("steps", "32 30", "36 46"),
                                   "steps", "c'est le numéro de la Cpam"),
    "a former name": (CHANGED("delay", "Comptez", "Pôle emploi répond. Comptez"),
                      "delay", "France Travail"),
    "a former name of a place": (CHANGED("cost", "Gratuit.", "Gratuit, en maison de services au "
                                         "public."), "cost", "France Services"),
    "a tax that is gone": (CHANGED("cost", "Gratuit.", "La taxe d'habitation est à payer."),
                           "cost", "taxe d'habitation"),
    "a formula that shuts the door": (CHANGED("delay", "Comptez", "Il est trop tard. Comptez"),
                                      "delay", "trop tard"),
    "a body unknown to the registry": (with_line("who", 2, organisation="inconnue"),
                                       "who.organisation", "inconnue"),
    "a body named but without a role": (CHANGED("body", "France Services", "la préfecture"),
                                        "body", "absent de « who »"),
    "a body with a role, never named": (
        with_more("who", {"organisation": "prefecture", "role": "informs"}),
        "who.organisation", "prefecture → organisme de « who » jamais nommé"),
    "a body replaced in who": (with_line("who", 2, organisation="prefecture"),
                               "who.organisation", "prefecture"),
    "a line of who twice": (with_more("who", SOUND["who"][2]), "who", "deux fois"),
    "the body to contact, not said in the short answer": (
        CHANGED("body", "à la Caf, ou ", ""), "body", "Caf → la réponse courte ne nomme pas"),
    "a look-alike that names a body without a part": (
        with_line("not_for", 0, what="Une dette à la Cpam"), "not_for.what", "Cpam"),
    "an appeal before a body that decides nothing": (
        with_line("who", 3, organisation="france_services"),
        "who.organisation", "on ne conteste pas devant"),
    "a decision without an appeal": (without_line("who", 3), "who.role", "dites où contester"),
    "an appeal without a delay": (with_line("who", 3, within=None), "who.within", "quel délai"),
    "a role for an unknown case": (with_line("who", 1, when="Autre cas"), "who.when", "Autre cas"),
    "a case whose lead changed": (with_line("cases", 1, lead="caf"), "cases.lead", "caf"),
    "a role given to the other case": (with_line("who", 1, when="Hors agriculture"),
                                       "cases.lead", "msa"),
    "farming sent to the Caf": (with_line("who", 0, when="Agriculteur"),
                                "who.when", "en agriculture, c'est la MSA"),
    "the MSA outside farming": (with_line("who", 1, when="Hors agriculture"),
                                "who.when", "la MSA sert le régime agricole"),
    "a cue that reveals two cases": (with_line("cases", 0, cues=["ferme"]), "cases.cues", "ferme"),
    "a case nobody can tell": (with_line("cases", 1, cues=[]), "cases.cues", "agricole"),
    "two cases of one name": (with_line("cases", 1, label="hors agriculture"),
                              "cases.label", "deux cas"),
    "one case alone": (without_line("cases", 1), "cases", "un seul cas"),
    "a case question that asks nothing": ({"case_question": "Votre métier."},
                                          "case_question", "point d'interrogation"),
    "a text dated after it was read": ({"sources": [SOURCE | {"text_dated_on": "2026-11-30"}]},
                                       "sources.text_dated_on", "2026-11-30"),
    "a text read in the future": ({"sources": [SOURCE | {"checked_on": "2027-01-01"}]},
                                  "sources.checked_on", "2027-01-01"),
    "a review before the reading": ({"review_before": "2026-01-31"}, "review_before", "après la"),
    "a review much later": ({"review_before": "2030-01-31"}, "review_before", "trop loin"),
    "a day that does not exist": (CHANGED("cost", "Gratuit.", "Gratuit avant le 31 juin."),
                                  "cost", "ce jour n'existe pas"),
    "a year out of reach": (CHANGED("cost", "Gratuit.", "Gratuit jusqu'en 2079."),
                            "cost", "année improbable"),
    "since a date to come": (CHANGED("cost", "Gratuit.", "Gratuit depuis le 1er mai 2031."),
                             "cost", "« depuis » une date à venir"),
    "a long sentence": ({"body": f"{SOUND['body']} {LONG}"}, "body", "phrase trop longue"),
    "long sentences all along": (
        {"body": f"{SOUND['body']} " + f"{'vous pouvez demander cette aide ' * 5}à la Caf. " * 5},
        "body", "phrases longues en moyenne"),
    "heavy words in the easy text": (
        {"easy": f"{SOUND['easy']} " + "Réglementation complémentaire particulièrement difficile. "
         * 4}, "easy", "texte difficile"),
    "no official text": ({"sources": [SOURCE | {"url": "https://blog.example.org/"}]},
                         "sources.url", "aucun texte officiel"),
    "an online service that is not official": (
        {"online": {"label": "Faire la demande", "url": "https://aide.example.org/"}},
        "online.url", "pas un service officiel"),
    "two sources of one key": ({"sources": [SOURCE, SOURCE]}, "sources.key", "deux sources"),
    "a wording said twice": ({"asked_as": [*SOUND["asked_as"], "Aide fictive, Caf !"]},
                             "asked_as", "doublon"),
    "a look-alike that does not exist": (with_more("not_for", {"what": "Autre", "entry": "rien"}),
                                         "not_for.entry", "rien"),
    "a figure of a look-alike": (with_more("not_for", {"what": "Après 62 ans"}),
                                 "not_for.what", "62 ans"),
}


def faults(entry, known=frozenset()):
    return [str(each) for each in check_entry(entry, registry(), known, TODAY)]


def test_a_sound_entry_has_no_fault():
    assert faults(sound()) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_caught_with_its_field_and_its_advice(name):
    changes, field, words = PLANTED[name]
    found = faults(sound(**changes))
    assert any(f"aide-fictive.md · {field} ·" in each and words in each for each in found), found


def test_a_former_name_in_a_formerly_note_is_allowed():
    changes = CHANGED("cost", "Gratuit.", "Gratuit (anciennement Pôle emploi).")
    assert faults(sound(**changes)) == []


def test_the_delay_of_the_one_who_answers_is_not_a_delay_to_contest():
    changes = CHANGED("body", "dans les 2 mois.", "dans les 2 mois. Il répond en un mois.")
    assert faults(sound(**changes)) == []


def test_a_figure_of_a_look_alike_may_be_traced_in_the_entry_it_leads_to():
    other = sound(id="autre-aide")
    changes = with_more("not_for", {"what": "Avant 18 ans", "entry": "autre-aide"})
    assert faults(sound(**changes), {"autre-aide": other}) == []


def test_who_helps_is_named_before_the_authority_where_people_are_afraid():
    who = [*SOUND["who"], {"organisation": "prefecture", "role": "informs"},
           {"organisation": "association_droits_etrangers", "role": "helps"}]
    end = "\n\nUne association d'aide aux étrangers, puis la préfecture, vous répondent."
    calm = sound(id="titre-sejour-renouvellement", who=who,
                 body=SOUND["body"].replace("France Services peut", "France Services vous")
                 .replace("vous vous aider", "vous aide") + end)
    assert faults(calm) == []
    hard = calm.model_copy(update={"body": calm.body.replace(
        "Demandez l'aide", "La préfecture décide. Demandez l'aide")})
    assert any("nommez d'abord qui aide sans décider" in each for each in faults(hard))
