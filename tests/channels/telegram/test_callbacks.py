"""Asking to be called back on Telegram, at night, over the real mediation and its database."""

import re

from mediation.callbacks.desk import Callbacks
from mediation.ports import BotUnavailable
from tests.botapi import making
from tests.channels.telegram.conftest import CHAT
from tests.channels.telegram.test_with_mediation import Phone, phone

__all__ = ["phone"]
PROMISES = re.compile(r"va vous (?:répondre|rappeler)|tout de suite|quelques minutes|bientôt|"
                      r"dans un instant", re.IGNORECASE)


async def press_label(phone: Phone, label: str) -> None:
    """Press the last button on the screen with this label."""
    def found() -> list[str]:
        rows = [row for each in phone.api.sent
                for row in each.get("reply_markup", {}).get("inline_keyboard", [])]
        return [button["callback_data"] for row in rows for button in row
                if button["text"] == label]

    await phone.until(lambda: bool(found()))
    phone.api.add_update(making.press(phone.api, CHAT, found()[-1]))


async def agreed(phone: Phone) -> None:
    """Ask at night, with nobody there, and agree."""
    phone.house.clock.forward(hours=10)
    phone.write("mon loyer")
    await phone.press("handoff:offer")
    await phone.press("handoff:accept")
    await phone.reads("Votre code de dossier")


async def test_a_number_given_at_night_is_kept_for_the_next_day(phone: Phone) -> None:
    await agreed(phone)
    await press_label(phone, "Être rappelé·e par téléphone")
    await phone.reads("Écrivez votre numéro de téléphone")
    phone.write("06 39 98 12 34")
    await phone.reads("téléphone finissant par 34")
    await press_label(phone, "Le matin")
    await phone.reads("mercredi 25 novembre")
    texts = [each["text"] for each in phone.api.sent]
    assert not any("39 98" in text for text in texts)
    assert [text for text in texts if PROMISES.search(text)] == []
    house = phone.house
    room = Callbacks(house.store, house.sealer, house.publisher, house.clock, house.presence)
    (card,) = await room.listed()
    assert (card.end, card.callback.moment) == ("34", "morning")


async def test_answering_here_leaves_the_assistant_until_a_mediator_writes(phone: Phone) -> None:
    await agreed(phone)
    await press_label(phone, "Me répondre ici")
    await phone.reads("Vous recevrez un message ici même.")
    phone.write("mon loyer")
    await phone.until(lambda: sum("Fiche Demander" in each["text"]
                                  for each in phone.api.sent) == 2)
    (case,) = await phone.house.desk.queue()
    assert await phone.house.desk.claim(case.id, "m1")
    await phone.reads("le programme reste là")
    await phone.house.desk.say(case.id, "m1", "Bonjour, je vous écris.")
    await phone.reads("Ce n'est plus le programme")
    await phone.reads("Bonjour, je vous écris.")


async def test_without_the_dialogue_layer_it_works_and_can_be_cancelled(phone: Phone) -> None:
    await agreed(phone)
    phone.house.bot.fault = BotUnavailable()
    await press_label(phone, "Recevoir un e-mail")
    await phone.reads("Écrivez votre adresse e-mail")
    phone.write("zoe@exemple.fr")
    await phone.reads("e-mail finissant par")
    phone.write("annulez ma demande")
    await phone.reads("vos coordonnées sont effacées")
    assert await phone.house.desk.queue() == ()


async def test_the_two_answers_of_an_offer_come_before_for_whom(phone: Phone) -> None:
    phone.write("mon loyer")
    await phone.press("handoff:offer")
    await phone.until(lambda: making.has_button(phone.api.sent[-1], "handoff:accept"))
    rows = phone.api.sent[-1]["reply_markup"]["inline_keyboard"]
    labels = [row[0]["text"] for row in rows]
    assert labels[:3] == ["Oui, transmettre", "Non, merci", "C'est pour moi"]
    await press_label(phone, "C'est pour un proche")
    await phone.reads("Pour qui : un proche")
