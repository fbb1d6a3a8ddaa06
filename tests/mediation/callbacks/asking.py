"""Short ways to ask for a call-back, as a resident would."""

from mediation.answer import TurnReply
from mediation.utterance import Channel
from tests.mediation.conftest import House

PHONE, EMAIL = "Être rappelé·e par téléphone", "Recevoir un e-mail"
DESK, HERE = "Venir à l'accueil (avec un code)", "Me répondre ici"
NUMBER = "06 39 98 12 34"
CLOSED_AT_NIGHT = {"hours": 10}  # from Tuesday noon to 22:00 in Paris


def said(reply: TurnReply) -> str:
    """Return the bubbles as one text."""
    return "\n".join(message.text for message in reply.messages)


def labels(reply: TurnReply) -> list[str]:
    """Return the labels of the buttons."""
    return [button.label for message in reply.messages for button in message.buttons]


def choice_of(reply: TurnReply, label: str) -> str:
    """Return what a button chooses."""
    return next(button.choice for message in reply.messages for button in message.buttons
                if button.label == label)


async def agreed(house: House, channel: Channel = Channel.WEB, text: str = "mon loyer",
                 ) -> tuple[str, TurnReply]:
    """Ask something, ask for a person, agree; return (conversation, reply)."""
    key = await house.opened(channel)
    await house.write(key, text, channel=channel)
    await house.press(key, "handoff:offer", channel=channel)
    return key, await house.press(key, "handoff:accept", channel=channel)


async def chosen(house: House, label: str, channel: Channel = Channel.WEB,
                 text: str = "mon loyer") -> tuple[str, TurnReply]:
    """The same, then press a way."""
    key, reply = await agreed(house, channel, text)
    return key, await house.press(key, choice_of(reply, label), channel=channel)


async def called_back(house: House, number: str = NUMBER) -> tuple[str, str, TurnReply]:
    """Ask to be called on a number; return (conversation, case, reply)."""
    key, _ = await chosen(house, PHONE)
    reply = await house.write(key, number)
    (case,) = [each for each in await house.desk.queue() if each.conversation_id == key]
    return key, case.id, reply
