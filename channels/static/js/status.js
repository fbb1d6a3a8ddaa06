// The one line that says what is going on, read aloud politely.

const line = document.getElementById("status");
const page = document.querySelector(".talk");

export function say(words) {
  line.textContent = words;
}

// Says once that the connection is lost, and shows the « Actualiser » link meanwhile.
export function isCut(yes) {
  if (page.classList.toggle("is-cut", yes)) {
    say("La connexion est coupée. Vos messages restent là. J'essaie de la rétablir.");
  } else if (line.textContent.startsWith("La connexion")) {
    say("");
  }
}
