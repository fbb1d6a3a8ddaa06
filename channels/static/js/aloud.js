// « Lire à voix haute »: a button on each card and reply, where the browser has a French voice.

const LABEL = "Lire à voix haute";
const STOP = "Arrêter la lecture";
const UNREAD = "button, form, .for-ears, .aloud, summary, .card__sources, .card__paper";
const synth = window.speechSynthesis;
let voice = null;
let reading = null;

function frenchVoice() {
  const voices = synth.getVoices().filter((each) => /^fr/i.test(each.lang));
  return voices.find((each) => each.localService) || voices[0] || null;
}

// Short pieces: some browsers stop a long text after fifteen seconds.
function sentencesOf(block) {
  const copy = block.cloneNode(true);
  for (const part of copy.querySelectorAll(UNREAD)) part.remove();
  for (const part of copy.querySelectorAll("p, li, h3, h4, strong, div")) part.append(". ");
  const text = copy.textContent.replace(/\s+/g, " ").replace(/([.!?:])(\s*\.)+/g, "$1");
  return text.match(/[^.!?]+[.!?]*/g) || [];
}

export function stopReading() {
  synth?.cancel();
  if (reading) reading.textContent = LABEL;
  reading = null;
}

function read(block, button) {
  const isMine = reading === button;
  stopReading();
  if (isMine) return;
  reading = button;
  button.textContent = STOP;
  const pieces = sentencesOf(block).filter((each) => each.trim().length > 1);
  pieces.forEach((piece, at) => {
    const said = new SpeechSynthesisUtterance(piece);
    said.voice = voice;
    said.lang = voice.lang;
    if (at === pieces.length - 1) said.onend = stopReading;
    synth.speak(said);
  });
}

export function offer(root = document) {
  if (!voice || document.querySelector("[data-discreet]")) return;
  for (const block of root.querySelectorAll(".card, .item--assistant, .item--system")) {
    if (block.querySelector(".aloud")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "choice aloud";
    button.textContent = LABEL;
    button.addEventListener("click", () => read(block, button));
    block.append(button);
  }
}

export function withdraw() {
  stopReading();
  for (const button of document.querySelectorAll(".aloud")) button.remove();
}

function look() {
  voice = frenchVoice();
  offer();
}

if (synth) {
  look();
  synth.addEventListener?.("voiceschanged", look);
  window.addEventListener("leaving", stopReading);
  window.addEventListener("pagehide", stopReading);
}
