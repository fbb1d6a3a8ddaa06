// The log: appends what the server rendered, once each, and scrolls only when it is polite.

const log = document.getElementById("log");
const pending = document.getElementById("pending");

export function lastSeq() {
  const seen = log.querySelectorAll("[data-seq]");
  const last = seen.length ? Number(seen[seen.length - 1].dataset.seq) : 0;
  return Math.max(last, Number(log.dataset.seen));
}

export function isOpen() {
  return log.dataset.open === "yes";
}

// A danger was told: someone may be reading, or listening.
export function isDiscreet() {
  return "discreet" in log.dataset;
}

export function markOpen() {
  log.dataset.open = "yes";
}

// Adds the blocks of a fragment that are not there yet; returns those added.
export function append(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const added = [];
  for (const block of Array.from(holder.content.children)) {
    if (block.id && document.getElementById(block.id)) continue;
    log.append(block);
    added.push(block);
  }
  if (log.querySelector(".safe")) log.dataset.discreet = "";
  if (isDiscreet()) document.getElementById("later")?.remove();
  if (added.length) hidePending();
  log.dispatchEvent(new Event("appended"));
  return added;
}

export function showPending(words) {
  pending.textContent = words;
  pending.hidden = !words;
  pending.scrollIntoView({ block: "nearest" });
}

export function hidePending() {
  pending.hidden = true;
}

export function isNearEnd() {
  return log.getBoundingClientRect().bottom < window.innerHeight + 80;
}

// Brings a block under the top bar, so that reading starts at its first line.
export function bringToTop(block) {
  if (block) block.scrollIntoView({ block: "start" });
}

// The first block that came after a number, or the last one when it could not be stored.
export function firstAfter(seq) {
  return Array.from(log.children).find((block) => Number(block.dataset.seq) > seq)
    || log.lastElementChild;
}

// What was pressed has gone with its form: the focus goes to what came instead, never to nothing.
export function keepFocus(block) {
  if (document.activeElement?.getClientRects().length
    && document.activeElement !== document.body) return;
  block.tabIndex = -1;
  block.focus({ preventScroll: true });
}
