// The desk's message field: Enter sends, the field empties once the words have gone, and a click
// beside the conversation puts an entry or a quick reply in it.

const form = document.getElementById("say");
const field = document.getElementById("message");

const log = document.getElementById("log");

// New messages come into view only for someone who already reads the last ones.
function isNearEnd() {
  const end = log.lastElementChild.getBoundingClientRect().bottom;
  return end > 0 && end < window.innerHeight + 240;
}

if (log && form) {
  let wasNearEnd = true;
  let last = log.lastElementChild;
  last.scrollIntoView({ block: "center" });
  document.body.addEventListener("htmx:before:swap", () => { wasNearEnd = isNearEnd(); });
  // What changes beside the conversation moves nothing.
  document.body.addEventListener("htmx:after:swap", () => {
    if (wasNearEnd && log.lastElementChild !== last) {
      log.lastElementChild.scrollIntoView({ block: "center" });
    }
    last = log.lastElementChild;
  });
}

if (form) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.body.addEventListener("said", () => {
    field.value = "";
    field.focus();
  });
  // What was already typed stays: the words go after it.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-insert]")) return;
    event.preventDefault();
    const words = event.target.elements.text.value;
    field.value = field.value.trim() ? `${field.value.trimEnd()}\n\n${words}` : words;
    field.rows = Math.min(12, Math.max(3, field.value.split("\n").length + 1));
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
}
