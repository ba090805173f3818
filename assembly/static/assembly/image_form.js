// Shows the chosen image before the upload; a click sets its focal point, as the number fields do.

class ImagePreview {
  #saved;
  #mark = document.createElement("span");

  // Lifecycle

  constructor(image, file, focalPoint) {
    this.image = image;
    this.file = file;
    this.focalPoint = focalPoint; // the two fields: percent from the left, and from the top
    this.#saved = image.getAttribute("src");
    this.#mark.className = "focus";
  }

  connect() {
    this.image.after(this.#mark);
    this.file.addEventListener("change", () => this.showChosen());
    // If the browser cannot show the file, the server will say why.
    this.image.addEventListener("error", () => this.#show(null));
    this.image.addEventListener("click", (event) => this.focus(event));
    this.focalPoint.forEach((field) => field.addEventListener("input", () => this.placeMark()));
    this.placeMark();
  }

  // Actions

  showChosen() {
    const [chosen] = this.file.files;
    this.#show(chosen ? URL.createObjectURL(chosen) : this.#saved);
  }

  focus({ offsetX, offsetY }) {
    const shares = [offsetX / this.image.clientWidth, offsetY / this.image.clientHeight];
    shares.forEach((share, axis) => {
      this.focalPoint[axis].value = Math.round(share * 100);
    });
    this.placeMark();
  }

  placeMark() {
    const [x, y] = this.focalPoint.map(({ value }) => Math.min(100, Math.max(0, Number(value))));
    this.#mark.style.left = `${x}%`;
    this.#mark.style.top = `${y}%`;
    this.#mark.hidden = this.image.hidden;
  }

  // Private

  #show(address) {
    const { image } = this;
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
    if (address) image.src = address;
    else image.removeAttribute("src");
    image.hidden = !address;
    this.placeMark();
  }
}

const file = document.querySelector("#id_file");
const image = document.querySelector(".preview img");
const focalPoint = ["#id_focal_x", "#id_focal_y"].map((id) => document.querySelector(id));

if (file && image) new ImagePreview(image, file, focalPoint).connect();
