// The e-book: its own documents, faces and images in a frame without scripts; a new version comes in behind the old one.

import { choices } from "./choices.js";
import { element, say } from "./words.js";

const shelf = document.getElementById("shelf");
const device = element("div", { className: "device" });
shelf.append(device);

const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, figure, pre, tr, dt, dd";

let current = null;
let state = null;
let asked = 0;

function dress(frame) {
  const root = frame?.contentDocument?.documentElement;
  if (!root) return;
  root.style.fontSize = `${choices.size}%`;
  root.classList.toggle("night", choices.night);
}

/** How far the beginning of a block has gone beyond the edge where reading begins: the upper one, or the right one for vertical lines. */
function gone(frame, block, edge = "start") {
  const box = block.getBoundingClientRect();
  if (!frame.contentDocument.documentElement.classList.contains("vertical")) return edge === "start" ? -box.top : -box.bottom;
  const right = frame.contentDocument.documentElement.clientWidth;
  return edge === "start" ? box.right - right : box.left - right;
}

/** The block at that edge, by its number, and how far it has gone: where the reader is. */
function place(frame) {
  const inside = frame?.contentDocument;
  if (!inside) return null;
  const blocks = [...inside.querySelectorAll(BLOCKS)];
  const at = blocks.findIndex((block) => gone(frame, block, "end") < 0);
  return at < 0 ? null : { at, gone: gone(frame, blocks[at]) };
}

function goBack(frame, where) {
  const inside = frame.contentDocument;
  const blocks = where ? inside.querySelectorAll(BLOCKS) : [];
  const block = blocks[Math.min(where?.at ?? 0, blocks.length - 1)];
  if (!block) return;
  const further = where.gone - gone(frame, block);
  const vertical = inside.documentElement.classList.contains("vertical");
  frame.contentWindow.scrollBy(vertical ? -further : 0, vertical ? 0 : further);
}

function load() {
  if (!state?.number || document.body.dataset.view !== "book" || asked === state.number) return;
  const number = (asked = state.number);
  const frame = element("iframe", { title: say("book"), className: "coming" });
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.addEventListener("load", () => dress(frame));
  frame.addEventListener("load", () => comeIn(frame, number), { once: true });
  frame.src = `/book/${number}/${encodeURIComponent(state.book)}`;
  device.append(frame);
}

/** Take the place of the version before, with the same text at the upper edge. */
async function comeIn(frame, number) {
  if (asked === number) await frame.contentDocument.fonts.ready;
  if (asked !== number) return frame.remove();
  goBack(frame, place(current));
  frame.classList.remove("coming");
  current?.remove();
  current = frame;
  shelf.dataset.shown = String(number);
}

export function update(next) {
  state = next;
  load();
}

/** Follow the choices: device, size of text, night. */
export function redress() {
  device.dataset.device = choices.device;
  device.classList.toggle("night", choices.night);
  dress(current);
  load();
}
