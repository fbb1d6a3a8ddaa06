"""The buttons of a whole reply, for channels that show them together under its last words."""

from mediation.answer import Button, TurnReply


def label_of(button: Button) -> str:
    """Return a button's label, with its meaning in the resident's language when it has one."""
    return f"{button.label} · {button.gloss}" if button.gloss else button.label


def buttons_of(reply: TurnReply) -> tuple[Button, ...]:
    """Return each choice once: the needs still to see first, then the messages' own buttons."""
    needs = [Button(label=f"Voir : {need.label}", choice=need.choice) for need in reply.needs
             if need.choice and need.status != "answered"]
    said = [button for message in reply.messages for button in message.buttons]
    unique = {button.choice: button for button in (*said, *needs)}
    order = dict.fromkeys(button.choice for button in (*needs, *said))
    return tuple(unique[choice] for choice in order)
