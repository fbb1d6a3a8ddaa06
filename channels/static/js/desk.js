// The desk's message field: Enter sends, and the field empties once the words have gone.

const form = document.getElementById("say");
const field = document.getElementById("message");

const log = document.getElementById("log");

// New messages come into view only for someone who already reads the last ones.
function isNearEnd() {
  return window.innerHeight + window.scrollY > document.body.scrollHeight - 240;
}

if (log && form) {
  let wasNearEnd = true;
  log.lastElementChild.scrollIntoView({ block: "center" });
  document.body.addEventListener("htmx:before:swap", () => { wasNearEnd = isNearEnd(); });
  document.body.addEventListener("htmx:after:swap", () => {
    if (wasNearEnd) log.lastElementChild.scrollIntoView({ block: "center" });
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
}
