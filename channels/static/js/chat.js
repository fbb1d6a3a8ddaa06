// Improves the page: sends without reloading. Without this file every form works as it is.

import {
  append, bringToTop, firstAfter, hidePending, isDiscreet, isOpen, keepFocus, lastSeq, markOpen,
  showPending,
} from "./log.js";
import { offer, withdraw } from "./aloud.js";
import { say } from "./status.js";
import { follow, stop } from "./stream.js";

const LOST = "Votre message n'est pas parti. Vérifiez la connexion, puis renvoyez-le.";
const FROM_THE_RIGHT = /^[^A-Za-zÀ-ÿ]*[\u0590-\u08ff]/;
const composer = document.getElementById("composer");
const field = document.getElementById("message");
let isSending = false;

function newId() {
  return Date.now().toString(36) + Math.random().toString(36).slice(2);
}

function dataOf(form, button) {
  const data = new URLSearchParams(new FormData(form));
  if (button && button.name) data.append(button.name, button.value);
  return data;
}

async function post(url, data) {
  const response = await fetch(url, {
    method: "POST", body: data, headers: { Accept: "text/html; fragment" },
  });
  if (response.ok) return response.text();
  const fault = await response.json().catch(() => ({ message: LOST, way_out: "" }));
  throw new Error(`${fault.message} ${fault.way_out}`);
}

async function send(form, button) {
  if (isSending) return;
  isSending = true;
  const data = dataOf(form, button);
  const words = data.get("text") || (button && button.value ? button.textContent.trim() : "");
  const seen = lastSeq();
  const hadFocus = form.contains(document.activeElement);
  data.set("after", String(seen));
  showPending(words);
  say("L'assistant cherche…");
  if (form === composer) field.value = "";
  try {
    append(await post(form.action, data));
    markOpen();
    document.getElementById("starters")?.remove();
    say("");
    bringToTop(firstAfter(seen));
    if (hadFocus) keepFocus(firstAfter(seen));
    composer.elements.client_message_id.value = newId();
    follow();
  } catch (fault) {
    if (form === composer && !field.value) field.value = words;
    say(fault instanceof TypeError ? LOST : fault.message);
  } finally {
    isSending = false;
    hidePending();
    if (form === composer) field.focus({ preventScroll: true });
  }
}

async function judge(form, button) {
  try {
    const thanks = await post(form.action, dataOf(form, button));
    const holder = document.createElement("div");
    holder.innerHTML = thanks;
    form.replaceWith(holder);
    holder.querySelector("button")?.focus({ preventScroll: true });
    keepFocus(holder);
  } catch {
    say("Votre avis n'est pas parti. Vous pouvez réessayer.");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("[data-send], [data-feedback]") || !("submitter" in event)) return;
  event.preventDefault();
  (form.matches("[data-send]") ? send : judge)(form, button);
});

// Written from the right when it starts so. Not dir="auto": a very long text freezes browsers.
field.addEventListener("input", () => {
  field.dir = FROM_THE_RIGHT.test(field.value.slice(0, 200)) ? "rtl" : "ltr";
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});

document.documentElement.classList.add("scripted");
window.addEventListener("leaving", stop);
document.getElementById("log").addEventListener("appended", () => (isDiscreet() ? withdraw : offer)());
window.addEventListener("pagehide", stop);
window.addEventListener("pageshow", () => { if (isOpen()) follow(); });
if (isOpen()) bringToTop(document.querySelector("#log > :nth-last-child(2)"));
