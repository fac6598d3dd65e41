// Measures every text of the pictures on this page, and the font against the table of widths that layout measures
// by, and writes what is wrong with them into #verdict.
const FAMILY = "Regc Serif";
const SLACK = 0.6;

const box = (element) => {
  const area = element.getBBox();
  return { left: area.x, top: area.y, right: area.x + area.width, bottom: area.y + area.height };
};
const inside = (inner, outer, slack) =>
  inner.left >= outer.left - slack && inner.right <= outer.right + slack &&
  inner.top >= outer.top - slack && inner.bottom <= outer.bottom + slack;

function faults(holder) {
  const found = [];
  const svg = holder.querySelector("svg");
  const view = svg.viewBox.baseVal;
  const page = { left: 0, top: 0, right: view.width, bottom: view.height };
  const fault = (text, what) => found.push(`${holder.dataset.name}: «${text.textContent}» ${what}`);
  for (const text of svg.querySelectorAll("text")) {
    const style = getComputedStyle(text);
    const font = `${style.fontStyle} ${style.fontWeight} 10px "${FAMILY}"`;
    if (!style.fontFamily.includes(FAMILY) || !document.fonts.check(font, text.textContent)) {
      fault(text, "is not set in the font of the picture");
    }
    if (!inside(box(text), page, SLACK)) fault(text, "leaves the page");
  }
  for (const shape of svg.querySelectorAll("g[id]")) {
    const outline = shape.querySelector("rect, circle, path");
    if (!outline) continue;
    const area = box(outline);
    const rhombus = outline.tagName === "path";
    for (const text of shape.querySelectorAll("text")) {
      const lines = box(text);
      // Words beside a connector's circle stand outside it.
      if (outline.tagName === "circle") continue;
      // The height of a line is that of its font, with room for accents that few letters have.
      const size = parseFloat(text.getAttribute("font-size"));
      const ink = { ...lines, top: lines.bottom - size * 0.95, bottom: lines.bottom - size * 0.05 };
      if (!inside(ink, area, SLACK)) fault(text, "sticks out of its box");
      const corner = (x, y) =>
        Math.abs(x - (area.left + area.right) / 2) / ((area.right - area.left) / 2) +
        Math.abs(y - (area.top + area.bottom) / 2) / ((area.bottom - area.top) / 2);
      const middle = (ink.top + ink.bottom) / 2;
      if (rhombus && Math.max(corner(lines.left, middle), corner(lines.right, middle)) > 1.02) {
        fault(text, "sticks out of its rhombus");
      }
    }
  }
  return found;
}

// The table is Rust: constants REGULAR, BOLD and ITALIC, each a list of first characters and widths from there on.
function tables() {
  const source = document.getElementById("widths").textContent;
  const parts = source.split(/const (REGULAR|BOLD|ITALIC)/).slice(1);
  const found = {};
  for (let place = 0; place < parts.length; place += 2) {
    const runs = parts[place + 1].matchAll(/first: '\\u\{([0-9a-f]+)\}',\s*widths: &\[([^\]]*)\]/g);
    found[parts[place]] = [...runs].flatMap(([, first, widths]) =>
      widths.split(",").map((width) => width.trim()).filter(Boolean)
        .map((width, more) => [String.fromCodePoint(parseInt(first, 16) + more), Number(width)]));
  }
  return found;
}

// A width of the table is that of the font, rounded up to a thousandth; what the font lacks comes from another.
const OWN = /[ -~§«°»ЁА-яёІіҒғҚқҢңҮүҰұҺһӘәӨө–—‘’“”„…№]/;

function widthFaults() {
  const found = [];
  const style = { REGULAR: "", BOLD: "bold ", ITALIC: "italic " };
  const brush = document.createElement("canvas").getContext("2d");
  brush.fontKerning = "none";
  let count = 0;
  for (const [name, letters] of Object.entries(tables())) {
    brush.font = `${style[name]}1000px "${FAMILY}"`;
    for (const [letter, width] of letters.filter(([letter]) => OWN.test(letter))) {
      const drawn = brush.measureText(letter).width;
      count += 1;
      if (drawn > width + 0.01 || drawn < width - 1.01) found.push(`${name} «${letter}»: ${width} in the table, ${drawn} drawn`);
    }
  }
  if (count < 3 * 190) found.push(`only ${count} widths were found in the table`);
  return { count, found };
}

async function measure() {
  const faces = [...document.fonts].filter((face) => face.family.includes(FAMILY));
  await Promise.all(faces.map((face) => face.load()));
  const pictures = [...document.querySelectorAll("div[data-name]")];
  const widths = widthFaults();
  const found = [...widths.found, ...pictures.flatMap(faults)];
  if (faces.length !== 3) found.push(`${faces.length} faces of the font instead of 3`);
  const texts = document.querySelectorAll("svg text").length;
  const sum = `${pictures.length} pictures, ${texts} lines of text, ${faces.length} faces, ${widths.count} widths`;
  return found.length ? `${sum}\n${found.slice(0, 40).join("\n")}\n${found.length} faults` : `all well: ${sum}`;
}

measure().catch((error) => `failed: ${error}`).then((verdict) => {
  document.getElementById("verdict").textContent = verdict;
});
