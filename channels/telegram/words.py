"""What the Telegram channel says by itself: commands, and what it cannot read."""

from channels.faults import CALL, FAULTS
from mediation.answer import Button

PERSON = Button(label="Parler à une personne", choice="handoff:offer")
GIVE_VOICE = Button(label="Le donner à un médiateur", choice="voice:give")
KEEP_VOICE = Button(label="Non, je vais écrire", choice="voice:keep")
IN_EASY = Button(label="En mots simples", choice="mots:simples")
IN_USUAL = Button(label="Revenir aux phrases habituelles", choice="mots:habituels")

COMMANDS = (
    ("start", "Commencer"),
    ("parler", "Parler à une personne"),
    ("facile", "Réponses en mots simples"),
    ("code", "Continuer sur un autre appareil"),
    ("effacer", "Effacer ce que j'ai écrit"),
    ("aide", "Comment ça marche"),
)
BACK = ("Bonjour. Je suis un programme, pas une personne. Dites-moi ce qui vous arrive, avec vos "
        "mots. Si vous avez demandé une personne, votre demande est gardée.")
HELP = ("Écrivez ce qui vous arrive, avec vos mots. Je vous dis qui s'en occupe, avec la source.\n"
        "/parler : parler à une personne\n"
        "/facile : des réponses en mots simples\n"
        "/code : continuer sur un ordinateur, ou ici avec un code\n"
        "/effacer : effacer ce que vous avez écrit\n"
        "Je n'ai besoin ni de votre nom ni de vos papiers.")
ERASED = ("C'est effacé : vos messages, et votre demande si vous en aviez une. Je ne garde plus "
          "de lien avec ce compte Telegram. Les messages restent sur votre téléphone : supprimez "
          f"la discussion pour les enlever aussi. Vous pouvez revenir quand vous voulez. {CALL}")
NOTHING_TO_ERASE = "Je n'ai rien gardé de vous. Écrivez-moi quand vous voulez."
SAFE = ("Si quelqu'un peut lire ce téléphone : écrivez /effacer, puis supprimez cette discussion "
        "(appuyez longtemps dessus, puis « Supprimer »). Je ne vous relancerai pas. "
        "Si vous ne pouvez pas parler, le 114 répond par SMS.")

EASY = "D'accord. Mes prochaines réponses seront en mots simples."
USUAL = "D'accord. Mes prochaines réponses auront leurs phrases habituelles."

RESUME_PAGE = "la page de l'assistant, « J'ai un code »"
CODE = ("Votre code : {code}\nSur l'autre appareil, ouvrez {page}, et tapez ce code. Il sert une "
        "seule fois, pendant 15 minutes. La conversation continuera là-bas, et plus ici.")
NO_CODE_YET = ("Il n'y a pas encore de conversation ici. Écrivez votre question, ou un code reçu "
               "sur un autre appareil, par exemple : /code 1234 5678")
CODE_UNKNOWN = ("Ce code n'ouvre pas de conversation. Un code a 8 chiffres, sert une seule fois et "
                "dure 15 minutes. Demandez-en un autre sur le premier appareil.")
CODE_WAIT = "Cela fait plusieurs codes. Attendez un quart d'heure, ou parlez à une personne."
CODE_BUSY = ("Vous avez déjà une demande en cours ici : une personne va y répondre. Terminez-la "
             "d'abord, ou écrivez /effacer.")
RESUMED = "Votre conversation continue ici. Écrivez la suite, avec vos mots."

TEAM_TIED = ("C'est relié. Vous recevrez ici un message quand une demande attend. Il ne contient "
             "jamais les mots d'un habitant. Pour arrêter : « Mon compte », sur le site.")
TEAM_UNKNOWN = ("Ce code n'est pas connu, ou ses 15 minutes sont passées. Cette commande est pour "
                "l'équipe du service : le code se demande sur la page « Mon compte ».")

_ME = "Je suis un programme."
_THEN = "Écrivez en quelques mots, ou parlez à une personne."
VOICE = ("Je suis un programme : je ne peux pas écouter les messages vocaux, et personne ne l'a "
         "écouté. Un médiateur peut l'écouter si vous êtes d'accord. Je garde seulement, "
         "chiffré, de quoi le retrouver, jusqu'à 72 heures après la fin de l'échange ; "
         "l'enregistrement reste dans Telegram. Il ne sera pas recopié par un programme.")
VOICE_KEPT = f"D'accord, je ne le transmets pas. {_THEN}"
VOICE_LOST = "Je ne retrouve plus ce message vocal. Envoyez-le encore une fois."
VOICE_NEEDS_REQUEST = ("Votre message vocal partira avec votre demande. Lisez d'abord ce que je "
                       "transmets, puis dites si vous êtes d'accord.")
VOICE_GIVEN = ("Votre message vocal est joint à votre demande. Le médiateur qui vous répond peut "
               "l'écouter.")
AUDIO_IN_ROUND = f"{_ME} Je ne peux pas regarder les messages vidéo, ni les transmettre. {_THEN}"
PICTURE = f"{_ME} Je ne peux pas regarder les photos et les vidéos, ni les transmettre. {_THEN}"
DOCUMENT = (f"{_ME} Je ne peux pas lire les documents, ni les transmettre. {_THEN} "
            "N'envoyez pas vos papiers ici.")
CONTACT = f"{_ME} Je n'ai pas besoin de ce contact et je ne le garde pas. {_THEN}"
OTHER = f"{_ME} Je ne sais pas lire ce type de message. {_THEN}"
LOCATION = ("Je suis un programme. Je n'ai pas gardé votre position : elle dirait où vous êtes "
            "exactement. Votre commune suffit. Écrivez son nom ou son code postal, "
            "par exemple : Mende, ou 48000.")
NEARBY = ("Je suis un programme. Vous êtes plutôt de quel côté ? Choisissez votre commune. Si elle "
          "est petite, elle n'est peut-être pas là : écrivez son nom ou son code postal. "
          "Je n'ai pas gardé votre position.")
LIVE = "Je ne la suis pas : vous pouvez arrêter de la partager."
GROUP = ("Je réponds seulement en privé, pour protéger ce que vous écrivez. "
         "Ouvrez une discussion avec moi : je vous y attends. Je quitte ce groupe.")

SLOW_DOWN = f"{FAULTS[429].message} {FAULTS[429].way_out}"
TROUBLE = f"{FAULTS[500].message} Réessayez dans un instant. {CALL}"

ASK_LATER = ("Voulez-vous que je vous demande, dans quelques jours, si la démarche a marché ? "
             "Un seul message, ici.")
WILL_ASK = "D'accord. Je vous demanderai une fois. /effacer arrête tout."
WILL_NOT_ASK = "D'accord, je ne vous demanderai rien."
ASK_NEWS = "Avez-vous pu faire la démarche « {title} » ?"
NEWS_YES = Button(label="Oui", choice="news:agree")
NEWS_NO = Button(label="Non merci", choice="news:refused")
NEWS_ANSWERS = (Button(label="Oui, c'est fait", choice="news:done"),
                Button(label="Pas encore", choice="news:not_yet"),
                Button(label="Non, je suis bloqué", choice="news:blocked"),
                Button(label="Ne plus me demander", choice="news:refused"))
NEWS_SAID = {
    "done": "Très bien. Merci de me l'avoir dit.",
    "not_yet": "D'accord. Je vous demanderai encore une fois.",
    "blocked": "Dites-moi ce qui bloque, avec vos mots, ou parlez à une personne.",
    "refused": WILL_NOT_ASK,
}

STRIKE = "Retirer : {text}"
RESTORE = "Remettre : {text}"
STRUCK = "Cette ligne ne sera pas transmise."
RESTORED = "Cette ligne sera transmise, si vous êtes d'accord."

USEFUL = "👍 Utile"
NOT_USEFUL = "👎 Pas utile"
WHY = "Merci. Dites pourquoi : choisissez un bouton."
THANKS = "Merci, c'est noté."
