// The editors' form: says how much room is left, and warns before words would be lost.

const form = document.querySelector("[data-editor]");

function count(field) {
  const limit = Number(field.dataset.limit);
  let line = field.nextElementSibling;
  if (!line || !line.matches(".count")) {
    line = document.createElement("p");
    line.className = "count";
    field.after(line);
  }
  const left = limit - field.value.length;
  line.textContent = left < limit * 0.15
    ? (left < 0 ? `${-left} caractères de trop` : `${left} caractères restants`) : "";
}

if (form) {
  let isChanged = false;
  for (const field of form.querySelectorAll("[data-limit]")) {
    field.addEventListener("input", () => count(field));
    count(field);
  }
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}

// A link of the summary opens the block that hides its field, then the field takes the focus.
for (const link of document.querySelectorAll(".problems a[href^='#f-']")) {
  link.addEventListener("click", (event) => {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    for (let at = field; at; at = at.parentElement) if (at.matches("details")) at.open = true;
    field.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
  });
}
