// Says every few seconds that a record is open here, and shows who else has it open.

document.addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector("#presence[data-address]");
  if (!line) return;
  let waiting;

  function body(more = {}) {
    const data = new FormData();
    const [, token] = document.cookie.match(/\bcsrftoken=([^;]+)/) ?? [];
    data.set("csrfmiddlewaretoken", token ?? "");
    for (const [name, value] of Object.entries(more)) data.set(name, value);
    return data;
  }

  // Whoever hears the page is told of a change, not of every answer.
  function show(others) {
    const said = others.map(({ text }) => text);
    const shown = [...line.children].map(({ textContent }) => textContent);
    if (said.join("\n") === shown.join("\n")) return;
    const lines = said.map((text) => {
      const made = document.createElement("p");
      made.className = "presence";
      made.textContent = text;
      return made;
    });
    line.replaceChildren(...lines);
  }

  async function tell() {
    clearTimeout(waiting);
    try {
      const sent = { method: "POST", body: body(), redirect: "manual" };
      const answer = await fetch(line.dataset.address, sent);
      if (answer.ok) show((await answer.json()).others);
      else if (answer.status === 403 || answer.status === 404) return;
      else show([]); // logged out
    } catch {
      show([]); // the connection is broken, and nobody can be seen
    }
    waiting = setTimeout(tell, document.hidden ? 15_000 : 5_000);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tell();
  });
  window.addEventListener("pagehide", () => {
    clearTimeout(waiting);
    navigator.sendBeacon(line.dataset.address, body({ leave: "" }));
  });
  window.addEventListener("pageshow", tell);
});
