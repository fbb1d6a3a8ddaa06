// Leaving: « Quitter vite » and Esc twice; on a shared computer, nothing stays after a while.

const way = document.querySelector("[data-quit]");
const ESCAPES_WITHIN = 1500;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("qfq") : null;
let lastEscape = 0;

function forget() {
  document.documentElement.hidden = true;
  document.title = "…";
  for (const form of document.forms) form.reset();
  try {
    sessionStorage.clear();
    localStorage.clear();
  } catch { /* storage may be forbidden: then nothing was kept in it */ }
}

function goTo(url) {
  forget();
  window.dispatchEvent(new Event("leaving"));
  window.location.replace(url);
}

export function quit() {
  tabs?.postMessage("quit");
  goTo(way.href);
}

if (way) {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-quit]")) return;
    event.preventDefault();
    quit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const now = Date.now();
    if (now - lastEscape < ESCAPES_WITHIN) quit();
    lastEscape = now;
  }, true);
}

tabs?.addEventListener("message", ({ data }) => {
  if (data === "quit") goTo(way ? way.href : "/");
});

// A page brought back by the browser's own memory is asked again: it may show nothing any more.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.documentElement.hidden = true;
  window.location.reload();
});

const shared = document.querySelector("[data-idle]");
if (shared) import("./shared.js").then(({ watch }) => watch(shared, tabs, forget));
