// Shows the sentence that the seats make while they are typed; the server composes it.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#composition_form");
  const shown = form?.querySelector(".field-sentences .readonly");
  if (!shown) return;
  let waiting;

  async function show() {
    const address = location.pathname.replace(/(add|[^/]+\/change)\/$/, "preview/");
    const answer = await fetch(address, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return;
    const sentences = Object.entries(await answer.json());
    shown.replaceChildren(
      ...sentences.map(([language, sentence]) => {
        const paragraph = document.createElement("p");
        paragraph.lang = language;
        paragraph.textContent = sentence;
        return paragraph;
      }),
    );
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 300);
  });
});
