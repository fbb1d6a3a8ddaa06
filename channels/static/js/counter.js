// Comfort at the counter: papers are noted as they are ticked, a letter is copied in one click.

const ticks = document.getElementById("ticks");
if (ticks) {
  ticks.querySelector("button").parentElement.hidden = true;
  ticks.addEventListener("change", () => {
    fetch(ticks.action, { method: "POST", body: new URLSearchParams(new FormData(ticks)) });
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    document.querySelector("[data-copied]").textContent = "Le courrier est copié.";
  });
}
