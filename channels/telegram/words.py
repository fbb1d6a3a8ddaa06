"""What the Telegram channel says by itself: commands, and what it cannot read."""

from channels.faults import CALL, FAULTS
from mediation.answer import Button

PERSON = Button(label="Parler à une personne", choice="handoff:offer")

COMMANDS = (
    ("start", "Commencer"),
    ("parler", "Parler à une personne"),
    ("effacer", "Effacer ce que j'ai écrit"),
    ("aide", "Comment ça marche"),
)
BACK = ("Bonjour. Je suis un programme, pas une personne. Dites-moi ce qui vous arrive, avec vos "
        "mots. Si vous avez demandé une personne, votre demande est gardée.")
HELP = ("Écrivez ce qui vous arrive, avec vos mots. Je vous dis qui s'en occupe, avec la source.\n"
        "/parler : parler à une personne\n"
        "/effacer : effacer ce que vous avez écrit\n"
        "Je n'ai besoin ni de votre nom ni de vos papiers.")
ERASED = ("C'est effacé : vos messages, et votre demande si vous en aviez une. Je ne garde plus "
          "de lien avec ce compte Telegram. Les messages restent sur votre téléphone : supprimez "
          f"la discussion pour les enlever aussi. Vous pouvez revenir quand vous voulez. {CALL}")
NOTHING_TO_ERASE = "Je n'ai rien gardé de vous. Écrivez-moi quand vous voulez."

_THEN = "Écrivez en quelques mots, ou parlez à une personne."
VOICE = f"Je ne peux pas écouter les messages vocaux. {_THEN}"
PICTURE = f"Je ne peux pas regarder les photos et les vidéos, ni les transmettre. {_THEN}"
DOCUMENT = (f"Je ne peux pas lire les documents, ni les transmettre. {_THEN} "
            "N'envoyez pas vos papiers ici.")
CONTACT = (f"Je n'ai pas besoin de ce contact et je ne le garde pas. {_THEN}")
OTHER = f"Je ne sais pas lire ce type de message. {_THEN}"
LOCATION = ("Je ne garde pas votre position exacte. Écrivez plutôt le nom de votre commune, "
            "par exemple : Mende.")
GROUP = ("Je réponds seulement en privé, pour protéger ce que vous écrivez. "
         "Ouvrez une discussion avec moi : je vous y attends. Je quitte ce groupe.")

SLOW_DOWN = f"{FAULTS[429].message} {FAULTS[429].way_out}"
TROUBLE = f"{FAULTS[500].message} Réessayez dans un instant. {CALL}"

STRIKE = "Retirer : {text}"
RESTORE = "Remettre : {text}"
STRUCK = "Cette ligne ne sera pas transmise."
RESTORED = "Cette ligne sera transmise, si vous êtes d'accord."
