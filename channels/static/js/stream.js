// New messages as they come. The browser reconnects by itself and says what it saw last.

import { append, bringToTop, isNearEnd, lastSeq } from "./log.js";
import { isCut, say } from "./status.js";

const GONE = 202;
let source = null;

export function follow() {
  if (source || !window.EventSource) return;
  source = new EventSource(`/chat/events?after=${lastSeq()}`);
  source.onopen = () => isCut(false);
  source.onmessage = (event) => {
    const wasNearEnd = isNearEnd();
    const added = append(event.data);
    if (added.length && wasNearEnd) bringToTop(added[0]);
  };
  source.onerror = () => {
    isCut(true);
    if (source.readyState !== EventSource.CLOSED) return;
    source = null;
    leaveIfGone();
  };
}

// The conversation was erased, or goes on on another device: nothing of it stays here.
async function leaveIfGone() {
  const answer = await fetch("/chat/encore-la", { method: "POST" }).catch(() => null);
  if (answer?.status === GONE) window.location.reload();
}

export function stop() {
  if (source) source.close();
  source = null;
  say("");
}
