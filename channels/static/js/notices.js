// The desk's bell: how many cases ask for me, in the tab's title and in the menu; a sound or a
// notification of the browser if wished. It never shows a resident's words.

const EVERY_MS = 5000;
const title = document.title;
const link = document.querySelector('.tabs a[href="/mediation"]');
const badge = document.createElement("strong");
badge.className = "badge bell";
badge.hidden = true;
if (link) link.append(badge);
let heard = Number(sessionStorage.getItem("qfq-heard") || 0);
let sounds = null;

// A browser lets a page sound only after a click or a key.
document.addEventListener("pointerdown", prepare, { once: true });
document.addEventListener("keydown", prepare, { once: true });

function prepare() {
  if (!sounds && window.AudioContext) sounds = new AudioContext();
}

function ring() {
  if (!sounds) return;
  [880, 1175].forEach((pitch, rank) => {
    const start = sounds.currentTime + rank * 0.18;
    const tone = sounds.createOscillator();
    const volume = sounds.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.15, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(sounds.destination);
    tone.start(start);
    tone.stop(start + 0.32);
  });
}

function show(bell) {
  document.title = bell.count ? `(${bell.count}) ${title}` : title;
  badge.hidden = !bell.count;
  badge.textContent = bell.count || "";
  if (bell.count) {
    const words = document.createElement("span");
    words.className = "for-ears";
    words.textContent = bell.count > 1 ? " demandes vous attendent" : " demande vous attend";
    badge.append(words);
  }
}

function tell(bell) {
  if (bell.last <= heard) return;
  heard = bell.last;
  sessionStorage.setItem("qfq-heard", String(heard));
  if (bell.sound) ring();
  if (bell.browser && document.hidden && window.Notification?.permission === "granted") {
    new Notification("Qui fait quoi", { body: bell.sentence, tag: "qfq" });
  }
}

async function look() {
  try {
    const answer = await fetch("/mediation/avis", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const bell = await answer.json();
    tell(bell);
    show(bell);
    const isRead = location.pathname === "/mediation" && document.hasFocus() && !document.hidden;
    if (bell.count && isRead) {
      await fetch("/mediation/avis/vus", {
        method: "POST", body: new URLSearchParams({ last: String(bell.last) }),
      });
    }
  } catch {
    // The network is away: the next look says it.
  }
}

look();
setInterval(look, EVERY_MS);
