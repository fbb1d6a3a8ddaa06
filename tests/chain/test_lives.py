"""Two mediators and three residents live through a whole day at the desk, in real browsers.

Here the dialogue layer is stopped, to spare its start; tests/chain/screenshots_lives.py plays the
same with it, and keeps the pictures.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from evals.serving import Instance, running
from evals.soak.supervised import HOURS
from retrieval.versions import copy_in_use
from tests.botapi.running import serving_bot_api
from tests.botapi.state import BotApiState
from tests.browsing import add_account
from tests.chain import life
from tests.chain.life import ALIX, BEA, PASSWORD, Stage, is_told
from tests.chain.robot import Robot
from tests.channels.browser.looking import ask

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[2]
RSA = "comment demander le rsa"


@contextmanager
def open_desk(data: Path, state: BotApiState, api_url: str,
              **settings: str) -> Iterator[Instance]:
    """Start a service with live chat on, open at any hour, with two mediators."""
    copy_in_use(ROOT / "var" / "index", data / "index")
    with running(data, 480, live_chat="1", desk_hours=HOURS, telegram_token=state.token,
                 telegram_api_url=api_url, desk_name="l'accueil fictif", **settings) as served:
        for email in (ALIX, BEA):
            add_account(data, "mediator", email, PASSWORD)
        yield served


def play(stage: Stage, robot: Robot) -> None:
    """Tell the whole story; every step is checked on both sides."""
    url = stage.instance.url
    _, first = stage.mediator(ALIX)
    _, second = stage.mediator(BEA)
    emails = {first: ALIX, second: BEA}

    anna = stage.resident()  # she asks, then wants a person, and keeps her question to herself
    ask(anna, RSA)
    expect(anna.locator(".card")).to_be_visible()
    life.agree(anna, struck=RSA)
    stage.picture(anna, "accord-ligne-retiree")
    life.transmit(anna)
    stage.picture(anna, "demande-transmise")
    case = life.waiting(first)
    bilal = stage.resident()
    life.agree(bilal)
    life.transmit(bilal)
    robot.write("je veux parler à quelqu'un")
    robot.sees_button("handoff:accept")
    robot.write("oui")
    robot.reads("C'est transmis")
    expect(first.get_by_role("heading", name="En attente (3)")).to_be_visible(timeout=15_000)
    stage.picture(first, "file-de-trois")

    winner, loser = life.race(case, first, second)
    expect(loser.get_by_role("alert")).to_contain_text("vient de prendre cette demande")
    expect(loser.get_by_label(life.ANSWER)).to_have_count(0)
    stage.picture(loser, "prise-par-une-collegue")
    expect(winner.locator(".brief").first).not_to_contain_text(RSA)
    expect(winner.locator("#log")).not_to_contain_text(RSA)

    cards = anna.locator(".card").count()
    life.write(winner, "Bonjour, je suis là. De quoi avez-vous besoin ?")
    is_told(anna, "De quoi avez-vous besoin", "mediator")
    ask(anna, "comment demander le rsa à deux")
    life.reads(winner, "comment demander le rsa à deux")
    assert anna.locator(".card").count() == cards, "the robot spoke over the mediator"
    stage.picture(winner, "echange-accueil")
    stage.picture(anna, "echange-habitante")

    loser.goto(f"{url}/mediation")
    bilals, chat = life.waiting(loser, 0), life.waiting(loser, 1)
    life.take(loser, bilals)
    life.write(loser, "Bonjour, je m'occupe de vous.")
    is_told(bilal, "je m'occupe de vous", "mediator")

    life.give(winner, emails[loser])
    is_told(anna, "passe à un ou une collègue")
    loser.goto(f"{url}/mediation/cas/{case}")
    life.reads(loser, "comment demander le rsa à deux")
    life.write(loser, "Je reprends avec vous, tout est là.")
    is_told(anna, "tout est là", "mediator")
    stage.picture(loser, "demande-confiee")
    life.take(winner, chat)
    life.write(winner, "Bonjour, je vous lis sur Telegram.")
    robot.reads("je vous lis sur Telegram")
    robot.write("merci, j'attends")
    life.reads(winner, "merci, j'attends")
    life.close(winner, "La question est réglée")

    gone = emails[loser]
    loser.context.close()  # the browser is killed with words still unread
    ask(anna, "vous êtes toujours là ?")
    expect(anna.locator(".item--resident").last).to_contain_text("toujours là")
    stage.a_minute_passes(gone, case)
    is_told(anna, "n'est plus connecté et n'a pas lu votre dernier message")
    stage.picture(anna, "revenue-dans-la-file")
    expect(winner.locator(f"#prendre-{case}")).to_be_visible(timeout=15_000)
    stage.picture(winner, "file-apres-absence")
    assert "case.returned" in stage.notices_of(gone, case)
    assert stage.count_at_return(gone) >= 1
    _, back = stage.mediator(gone)

    life.take(winner, case)
    life.reads(winner, "vous êtes toujours là ?")
    life.write(winner, "Je vous oriente vers la CAF, êtes-vous d'accord ?")
    ask(anna, "oui je suis d'accord")
    life.reads(winner, "oui je suis d'accord")
    life.refer(winner)
    stage.picture(winner, "orientation")
    winner.locator("#signaler").get_by_role("button", name="Il manque une fiche").click()
    expect(winner.locator("#gap-said")).to_contain_text("signalé à la rédaction")
    life.close(winner, "La personne est orientée vers un autre service")
    is_told(anna, "Vous parlez de nouveau à l'assistant")
    stage.picture(anna, "echange-termine")
    winner.goto(f"{url}/mediation/signalements")
    expect(winner.get_by_role("main")).to_contain_text("Il manque une fiche")
    stage.picture(winner, "signalement")
    back.goto(f"{url}/mediation/cas/{bilals}")
    life.close(back, "La question est réglée")
    is_told(bilal, "Vous parlez de nouveau à l'assistant")


def tell(browser: Browser, data: Path, pictures: Path, **settings: str) -> int:
    """Start everything, play, and return how many pictures were taken."""
    state = BotApiState()
    with serving_bot_api(state) as api_url, open_desk(data, state, api_url, **settings) as served, \
            ExitStack() as stack:
        stage = Stage(served, browser, pictures, stack)
        play(stage, Robot(state, 20_001))
        return stage.taken


def test_two_mediators_and_three_residents_live_a_whole_day(
        browser: Browser, tmp_path: Path) -> None:
    assert tell(browser, tmp_path / "data", tmp_path / "vies", rasa_enabled="0") == 12
