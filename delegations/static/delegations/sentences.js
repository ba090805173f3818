// Shows the sentence that the seats make while they are typed, against what is saved. The server
// composes and compares it.

document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("#composition_form");
  const shown = form?.querySelector(".field-sentences .readonly");
  if (!shown) return;
  const tags = { equal: "span", insert: "ins", delete: "del" };
  let waiting;

  function paragraph([language, runs]) {
    const made = document.createElement("p");
    made.lang = language;
    for (const [change, words] of runs) {
      const run = document.createElement(tags[change]);
      run.textContent = words;
      made.append(run, " ");
    }
    return made;
  }

  async function show() {
    const address = location.pathname.replace(/(add|change)\/$/, "preview/");
    const answer = await fetch(address, { method: "POST", body: new FormData(form) });
    if (!answer.ok) return;
    shown.replaceChildren(...Object.entries(await answer.json()).map(paragraph));
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 300);
  });
});
