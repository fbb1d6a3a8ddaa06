"""A page used with the keyboard alone: Tab to something, then act; notes what is not well seen."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 150
MOST_ARROWS = 30
LONGEST_WITHOUT_FOCUS = 50  # tenths of a second
# Where the focus is: on what is wanted, or on its group of radio buttons, or past it; whether one
# sees what has the focus, and that it has it. A date's calendar button is a part of its field that
# the browser draws, with a ring of its own: the field itself then says no focus.
STOP = """(wanted) => {
  const at = document.activeElement;
  if (!at || at === document.body) return {name: "la page", faults: []};
  const isPeer = at.type === "radio" && wanted.type === "radio"
    && at.name === wanted.name && at.form === wanted.form;
  const style = getComputedStyle(at);
  const hasRing = !at.matches(":focus") || (at.matches(":focus-visible")
    && (style.boxShadow !== "none"
      || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)));
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const isSeen = Array.from(at.getClientRects()).some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    return left < right && top < bottom && shares.some((across) => shares.some((down) =>
      at.contains(document.elementFromPoint(left + (right - left) * across,
                                            top + (bottom - top) * down))));
  });
  const words = at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent;
  return {
    isThere: at === wanted || isPeer,
    isPast: Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING),
    name: `${at.localName} « ${words.trim().replace(/\\s+/g, " ").slice(0, 60)} »`,
    faults: [...(hasRing ? [] : ["sans anneau"]), ...(isSeen ? [] : ["hors de vue ou couvert"])],
  };
}"""
# The browser takes the focus from what is hidden when it next draws the page.
LOST = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
  done([null, document.body].includes(document.activeElement)))))"""


class Keys:
    """The keyboard on one page; `faults` is what was wrong at each stop of the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def reach(self, wanted: Locator) -> None:
        """Press Tab until something has the focus, or Shift+Tab when it is behind."""
        stop = wanted.evaluate(STOP)
        way = "Shift+Tab" if stop.get("isPast") else "Tab"
        for _ in range(MOST_STOPS):
            if stop.get("isThere"):
                return
            stop = self._move(way, wanted)
        raise AssertionError(f"En {MOST_STOPS} touches {way}, le clavier n'atteint pas {wanted} ; "
                             f"il est sur {stop['name']}.")

    def press(self, wanted: Locator) -> None:
        """Press a button, a link or a fold of a page that changes in place."""
        self.reach(wanted)
        self.page.keyboard.press("Enter")

    def go(self, wanted: Locator) -> None:
        """Press a button or a link, and wait for the page that comes."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, wanted: Locator) -> None:
        """Check a box with Space, or go to one radio button of its group with the arrows."""
        self.reach(wanted)
        if not wanted.is_checked():
            self.page.keyboard.press("Space")  # the first of a group with none checked
        for _ in range(MOST_ARROWS):
            if wanted.is_checked():
                break
            self._move("ArrowDown", wanted)
        expect(wanted).to_be_checked()
        expect(wanted).to_be_focused()

    def write(self, wanted: Locator, words: str) -> None:
        """Type words in a field, instead of those it had."""
        self.reach(wanted)
        if wanted.input_value():
            self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, wanted: Locator, words: str) -> None:
        """Go to a choice of a list with the arrows."""
        self.reach(wanted)
        self.page.keyboard.press("Home")
        for _ in range(MOST_ARROWS):
            chosen = str(wanted.evaluate("each => each.selectedOptions[0]?.textContent ?? ''"))
            if chosen.strip() == words:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"Les flèches n'atteignent pas « {words} » dans {wanted}.")

    def sign_in(self, url: str, email: str, password: str) -> None:
        """Sign someone in."""
        self.page.goto(f"{url}/connexion")
        self.write(self.page.get_by_label("Adresse e-mail"), email)
        self.write(self.page.get_by_label("Mot de passe"), password)
        self.go(self.page.get_by_role("button", name="Me connecter"))

    def keeps_its_place(self, after: str) -> None:
        """Note when the focus stays nowhere, once the page has changed in place.

        The live feed may change the page a moment before the answer that places the focus.
        """
        for _ in range(LONGEST_WITHOUT_FOCUS):
            if not self.page.evaluate(LOST):
                return
            self.page.wait_for_timeout(100)
        self._note(f"après « {after} » : le focus est perdu")

    def _move(self, key: str, wanted: Locator) -> dict[str, Any]:
        self.page.keyboard.press(key)
        stop: dict[str, Any] = wanted.evaluate(STOP)
        self._note(*(f"{stop['name']} : {fault}" for fault in stop["faults"]))
        return stop

    def _note(self, *faults: str) -> None:
        path = self.page.evaluate("location.pathname") if faults else ""
        new = [f"{path} : {fault}" for fault in faults]
        self.faults += [each for each in new if each not in self.faults]
