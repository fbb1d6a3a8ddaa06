// A shared computer: the visit ends after some idle time, said one moment before.
// The cookie lasts as long as the idle time: the server hears of each sign of life, a bit later.

// Not "scroll": the warning itself moves the page.
const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "touchmove"];

export function watch(banner, tabs, forget) {
  const idle = Number(banner.dataset.idle) * 1000;
  const step = Math.min(1000, idle / 12);
  const soon = banner.querySelector(".shared__soon");
  const form = banner.querySelector("form");
  let seen = Date.now();
  let told = seen;
  let shared = 0;

  function alive() {
    seen = Date.now();
    if (soon.textContent) soon.textContent = "";
  }

  function aliveHere() {
    alive();
    if (seen - shared < step) return;
    shared = seen;
    tabs?.postMessage("alive");
  }

  function tellServer() {
    told = Date.now();
    fetch("/chat/encore-la", { method: "POST" }).catch(() => {});
  }

  function end() {
    clearInterval(timer);
    forget();
    form.submit();
  }

  function tick() {
    const quiet = Date.now() - seen;
    if (quiet >= idle) {
      tabs?.postMessage("end");
      end();
      return;
    }
    if (seen > told && (quiet > step * 2 || Date.now() - told > idle / 5)) tellServer();
    if (idle - quiet <= Math.min(60_000, idle / 2) && !soon.textContent) {
      soon.textContent = "Cette page va s'effacer. Touchez l'écran ou une touche pour continuer.";
    }
  }

  const timer = setInterval(tick, step);
  for (const sign of SIGNS) window.addEventListener(sign, aliveHere, { passive: true });
  tabs?.addEventListener("message", ({ data }) => {
    if (data === "alive") alive();
    if (data === "end") end();
  });
  form.addEventListener("submit", () => tabs?.postMessage("end"));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
}
