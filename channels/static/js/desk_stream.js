// What is said in the open case comes at once; the page's question every two seconds stays as a net.

const AGAIN_MS = 250; // a question already under way may have left too early: one more, after it
const path = /^\/mediation\/cas\/[^/]+$/.exec(window.location.pathname)?.[0];
let source = null;
let again = 0;

function ask() {
  document.body.dispatchEvent(new Event("rung"));
}

function ring() {
  ask();
  window.clearTimeout(again);
  again = window.setTimeout(ask, AGAIN_MS);
}

// Only the tab one looks at keeps a connection: a browser has six of them for one site.
function follow() {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource(`${path}/flux`);
    source.onmessage = ring;
  }
}

if (path && document.getElementById("more") && window.EventSource) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
