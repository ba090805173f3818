// Shows the chosen image before it is uploaded, and lets a click say what stays in sight of it. The
// number fields beside say the same to the keyboard.

document.addEventListener("DOMContentLoaded", () => {
  const file = document.querySelector("#id_file");
  const image = document.querySelector(".preview img");
  if (!file || !image) return;
  const saved = image.getAttribute("src");
  const fields = [document.querySelector("#id_focal_x"), document.querySelector("#id_focal_y")];
  const mark = document.createElement("span");
  mark.className = "focus";
  image.after(mark);

  function place() {
    const [x, y] = fields.map((field) => Math.min(100, Math.max(0, Number(field.value))));
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.hidden = image.hidden;
  }

  function show(address) {
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
    if (address) image.src = address;
    else image.removeAttribute("src");
    image.hidden = !address;
    place();
  }

  file.addEventListener("change", () => {
    const [chosen] = file.files;
    show(chosen ? URL.createObjectURL(chosen) : saved);
  });

  // What the browser cannot show, the server will say more about.
  image.addEventListener("error", () => show(null));

  image.addEventListener("click", (event) => {
    const shares = [event.offsetX / image.clientWidth, event.offsetY / image.clientHeight];
    shares.forEach((share, axis) => {
      fields[axis].value = Math.round(share * 100);
    });
    place();
  });

  fields.forEach((field) => field.addEventListener("input", place));
  place();
});
