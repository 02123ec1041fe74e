// The pages: laid out singly or as spreads, drawn at the screen's own pixels, those in sight first.

import { choices } from "./choices.js";
import { counted, overlayOf, spot } from "./overlays.js";
import { element, say } from "./words.js";

const ACTUAL = 96 / 72;
const SMALLEST = 0.2;
const LARGEST = 8;
const SETTLE = 120;
const CAPTION = 24;

const desk = document.getElementById("desk");
const legend = document.getElementById("legend");
const percent = document.getElementById("percent");

let state = null;
let pages = [];
let measured = { number: 0, pages: [] };
let scale = ACTUAL;
let settle = 0;
let onShown = () => {};

export function whenShown(told) {
  onShown = told;
}

// --- layout -----------------------------------------------------------------------------------------------------------

function newPage(number) {
  const img = element("img", { alt: "" });
  const sheet = element("div", { className: "sheet" }, img);
  const caption = element("figcaption", {}, String(number));
  const figure = element("figure", { className: "page", id: `page-${number}` }, sheet, caption);
  return { number, figure, sheet, img, overlay: null, overlayKey: "", shown: "", wanted: "", key: "" };
}

function blank(like) {
  const sheet = element("div", { className: "sheet" });
  sheet.style.width = like.sheet.style.width;
  sheet.style.height = like.sheet.style.height;
  return element("div", { className: "page blank", "aria-hidden": "true" }, sheet);
}

function arranged() {
  if (choices.layout === "single" || pages.length < 2) return pages.map((page) => [page]);
  const rows = [[null, pages[0]]];
  for (let at = 1; at < pages.length; at += 2) rows.push([pages[at], pages[at + 1] ?? null]);
  return rows;
}

/** Lay the pages out anew; needed only where their number or the layout has changed. */
function arrange() {
  const rows = arranged().map((row) =>
    element(
      "div",
      { className: `spread${state.vertical ? " from-right" : ""}` },
      ...row.map((page) => page?.figure ?? blank(row.find(Boolean))),
    ),
  );
  desk.replaceChildren(...rows);
}

function widest() {
  const width = Math.max(...state.pages.map((page) => page.width));
  return choices.layout === "spread" && pages.length > 1 ? 2 * width : width;
}

function fitting() {
  const style = getComputedStyle(desk);
  const wide = desk.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const high = desk.clientHeight - parseFloat(style.paddingTop) - CAPTION - 8;
  const byWidth = wide / widest();
  if (choices.zoom === "width") return byWidth;
  if (choices.zoom === "page") return Math.min(byWidth, high / Math.max(...state.pages.map((page) => page.height)));
  return choices.zoom;
}

function measure() {
  scale = Math.min(LARGEST, Math.max(SMALLEST, fitting()));
  for (const page of pages) {
    const size = state.pages[page.number - 1];
    // Whole pixels of the screen, or the picture would be drawn between them.
    page.sheet.style.width = `${pixels(size.width) / devicePixelRatio}px`;
    page.sheet.style.height = `${pixels(size.height) / devicePixelRatio}px`;
  }
  for (const hidden of desk.querySelectorAll(".blank .sheet")) {
    const beside = hidden.closest(".spread").querySelector(".page:not(.blank) .sheet");
    hidden.style.width = beside.style.width;
    hidden.style.height = beside.style.height;
  }
  percent.textContent = `${Math.round((100 * scale) / ACTUAL)}%`;
}

function pixels(points) {
  return Math.round(points * scale * devicePixelRatio);
}

/** The place in sight, as a page and how far down it: what stays where it is when the pages are laid out anew. */
function anchor() {
  const edge = desk.getBoundingClientRect();
  const page = pages.find((each) => each.figure.getBoundingClientRect().bottom > edge.top + 4);
  if (!page) return null;
  const box = page.sheet.getBoundingClientRect();
  return { page, down: (edge.top - box.top) / (box.height || 1), across: (desk.scrollLeft + desk.clientWidth / 2) / desk.scrollWidth };
}

function restore(place) {
  if (!place || !place.page.figure.isConnected) return;
  const box = place.page.sheet.getBoundingClientRect();
  desk.scrollTop += box.top + place.down * box.height - desk.getBoundingClientRect().top;
  desk.scrollLeft = place.across * desk.scrollWidth - desk.clientWidth / 2;
}

export function relayout() {
  if (!state?.pages.length) return;
  const place = anchor();
  arrange();
  measure();
  restore(place);
  clearTimeout(settle);
  settle = setTimeout(refresh, SETTLE);
}

// --- pictures ---------------------------------------------------------------------------------------------------------

function inSight(page, margin = 0) {
  const edge = desk.getBoundingClientRect();
  const box = page.sheet.getBoundingClientRect();
  const [high, wide] = [edge.height * margin, edge.width * margin];
  return box.bottom > edge.top - high && box.top < edge.bottom + high && box.right > edge.left - wide && box.left < edge.right + wide;
}

async function draw(page) {
  const size = state.pages[page.number - 1];
  const address = `/pages/${size.key}.png?w=${pixels(size.width)}`;
  page.wanted = address;
  if (page.shown === address) return;
  const picture = element("img", { alt: say("page_of", { page: page.number, count: state.pages.length }), src: address });
  try {
    await picture.decode();
  } catch {
    return; // gone by now: a newer state is on its way, and wants another one
  }
  if (page.wanted !== address) return;
  page.img.replaceWith(picture);
  page.img = picture;
  page.shown = address;
  if (page.overlayKey && page.overlayKey !== size.key) dropOverlay(page);
}

/** Draw what is in sight, then what is near, then what lies over it. */
async function refresh() {
  if (!state?.pages.length || document.body.dataset.view !== "pages") return;
  const number = state.number;
  await Promise.all(pages.filter((page) => inSight(page)).map(draw));
  if (state.number !== number) return;
  if (Number(desk.dataset.shown) !== number) {
    desk.dataset.shown = String(number);
    onShown(number);
  }
  for (const page of pages.filter((each) => inSight(each, 1))) {
    await draw(page);
    if (state.number !== number) return;
  }
  await drawOverlays();
}

/** Show a new state, leaving what is in sight where it is. */
export function update(next) {
  if (state?.number === next.number) return;
  const before = state?.pages ?? [];
  state = next;
  const place = anchor();
  while (pages.length > next.pages.length) pages.pop().figure.remove();
  const fewer = pages.length !== before.length;
  while (pages.length < next.pages.length) pages.push(newPage(pages.length + 1));
  if (fewer || pages.length !== before.length || desk.dataset.vertical !== String(next.vertical)) arrange();
  desk.dataset.vertical = String(next.vertical);
  measure();
  restore(place);
  const changed = before.length ? pages.filter((page, at) => before[at]?.key !== next.pages[at].key) : [];
  mark(changed);
  if (choices.follow && changed.length && !changed.some((page) => inSight(page))) goTo(changed[0].number);
  refresh();
}

function mark(changed) {
  for (const page of pages) {
    page.figure.classList.remove("changed");
    if (changed.includes(page) && changed.length < pages.length) {
      void page.figure.offsetWidth; // begins the animation anew
      page.figure.classList.add("changed");
    }
  }
}

// --- overlays ---------------------------------------------------------------------------------------------------------

function wanted() {
  return choices.ends || choices.grid || choices.margins;
}

function dropOverlay(page) {
  page.overlay?.remove();
  page.overlay = null;
  page.overlayKey = "";
}

async function measuredPages() {
  const number = state.number;
  if (measured.number !== number) {
    const answer = await fetch(`/overlays/${number}.json`);
    if (!answer.ok || state.number !== number) return null;
    measured = { number, pages: await answer.json() };
  }
  return measured.number === state.number ? measured.pages : null;
}

export async function drawOverlays() {
  for (const name of ["ends", "grid", "margins"]) desk.classList.toggle(name, choices[name]);
  legend.hidden = !choices.ends;
  if (!wanted() || !state?.number) return;
  const found = await measuredPages();
  if (!found) return;
  for (const page of pages) overlay(page, found);
  desk.dataset.measured = String(state.number);
  const counts = counted(found);
  legend.replaceChildren(
    ...["flush", "short", "overfull", "loose"].map((name) => element("span", { className: name }, `${say(`legend_${name}`)} ${counts[name]}`)),
  );
}

function overlay(page, found) {
  const size = state.pages[page.number - 1];
  if (page.overlayKey === size.key) return;
  dropOverlay(page);
  page.overlay = overlayOf(found[page.number - 1], size, state.vertical);
  page.overlayKey = size.key;
  page.sheet.append(page.overlay);
}

// --- going about ------------------------------------------------------------------------------------------------------

export function goTo(number) {
  pages[number - 1]?.figure.scrollIntoView({ block: "start", inline: "nearest" });
  desk.scrollTop -= 12;
}

/** Go to a page and mark the line that holds `text`. */
export async function pointTo(number, text) {
  goTo(number);
  const page = pages[number - 1];
  const found = page && (await measuredPages());
  if (!found) return;
  overlay(page, found);
  if (spot(page.overlay, found[number - 1], text)) {
    page.overlay.querySelector(".spot").scrollIntoView({ block: "center", inline: "center" });
  }
}

export function turn(step) {
  const rows = [...desk.querySelectorAll(".spread")];
  const edge = desk.getBoundingClientRect().top;
  const at = rows.findIndex((row) => row.getBoundingClientRect().bottom > edge + 30);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (row) desk.scrollTop += row.getBoundingClientRect().top - edge - 12;
}

export function zoomBy(factor) {
  return Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
}

export const actual = ACTUAL;

let scrolled = 0;
desk.addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(refresh, 60);
});
new ResizeObserver(() => relayout()).observe(desk);
