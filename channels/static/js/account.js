// One's own account: ask the browser for its notifications when they are wished.

const box = document.querySelector('input[name="way"][value="browser"]');

if (box) {
  if (!window.Notification) box.closest("label").hidden = true;
  box.addEventListener("change", async () => {
    if (box.checked && Notification.permission === "default") {
      await Notification.requestPermission();
    }
    if (box.checked && Notification.permission === "denied") {
      box.checked = false;
      box.closest("fieldset").append("Votre navigateur refuse les notifications de ce site.");
    }
  });
}
