// Beside the pages: what was remarked, the source, and what is wrong.

import { pointTo } from "./desk.js";
import { element, say } from "./words.js";

const remarks = document.getElementById("remarks");
const source = document.getElementById("source");
const count = document.getElementById("count");
const trouble = document.getElementById("trouble");
const tabs = { remarks: document.getElementById("tab-remarks"), source: document.getElementById("tab-source") };

let state = null;
let lines = { number: 0, items: [] };
let openPanel = () => {};
let showPages = () => {};

export function connect({ open, pages }) {
  openPanel = open;
  showPages = pages;
}

export function update(next) {
  const fresh = state?.number !== next.number;
  const told = JSON.stringify(next.trouble) !== JSON.stringify(state?.trouble ?? null);
  state = next;
  if (told) showTrouble();
  if (!fresh) return;
  showRemarks();
  if (!source.hidden) showSource();
}

// --- remarks ----------------------------------------------------------------------------------------------------------

function where(remark) {
  const places = [];
  if (remark.line) places.push(say("line", { line: remark.line }));
  if (remark.page) places.push(say("page", { page: remark.page }));
  return places.join(" · ");
}

function remarkItem(remark) {
  const head = element(
    "span", { className: "head" },
    element("span", { className: "severity" }, say(remark.severity)),
    element("code", {}, remark.code),
    element("span", { className: "where" }, where(remark)),
  );
  const file = remark.file ? [element("code", { className: "file" }, remark.file)] : [];
  const button = element("button", { type: "button", disabled: !remark.line && !remark.page }, head, remark.message, ...file);
  button.addEventListener("click", () => follow(remark));
  return element("li", { className: remark.severity }, button);
}

function follow(remark) {
  if (remark.page && remark.page <= state.pages.length) {
    showPages();
    pointTo(remark.page, remark.text);
  }
  if (remark.line) showLine(remark.line);
}

function showRemarks() {
  count.textContent = String(state.remarks.length);
  count.dataset.worst = state.remarks[0]?.severity ?? "";
  const list = element("ol", {}, ...state.remarks.map(remarkItem));
  remarks.replaceChildren(state.remarks.length ? list : element("p", { className: "none" }, say("no_remarks")));
}

// --- the source -------------------------------------------------------------------------------------------------------

async function showSource() {
  if (!state?.number || lines.number === state.number) return;
  const number = state.number;
  const answer = await fetch("/source.json");
  if (!answer.ok || number !== state.number) return;
  const items = (await answer.json()).map((line) =>
    element(
      "li", { "data-first": line.first, "data-last": line.last },
      element("span", { className: "number" }, line.first === line.last ? String(line.first) : `${line.first}–${line.last}`),
      element("span", { className: "text" }, element("span", { className: "role" }, line.role), line.text),
    ),
  );
  const top = source.scrollTop;
  lines = { number, items };
  source.replaceChildren(items.length ? element("ol", {}, ...items) : element("p", { className: "none" }, say("no_source")));
  source.scrollTop = top;
}

export async function showLine(number) {
  openPanel();
  select("source");
  await showSource();
  for (const item of lines.items) {
    const hit = Number(item.dataset.first) <= number && number <= Number(item.dataset.last);
    item.classList.toggle("hit", hit);
    if (hit) item.scrollIntoView({ block: "center" });
  }
}

export function select(name) {
  for (const [each, tab] of Object.entries(tabs)) {
    const chosen = each === name;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(each).hidden = !chosen;
  }
  if (name === "source") showSource();
}

for (const [name, tab] of Object.entries(tabs)) {
  tab.addEventListener("click", () => select(name));
  tab.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = name === "remarks" ? "source" : "remarks";
    select(other);
    tabs[other].focus();
    event.stopPropagation();
  });
}

// --- trouble ----------------------------------------------------------------------------------------------------------

function showTrouble() {
  const told = state.trouble;
  trouble.hidden = !told;
    if (!told) return;
  const place = told.line ? `${told.file}:${told.line}` : told.file;
  const around = told.around.map((line) =>
    element(
      "li", { className: line.first === told.line ? "hit" : "" },
      element("span", { className: "number" }, String(line.first)),
      element("span", {}, line.text || " "),
    ),
  );
  trouble.replaceChildren(
    element("h2", {}, say("stopped"), element("span", { className: "place" }, place), element("code", {}, told.code)),
    element("p", { className: "said" }, told.message),
    ...(around.length ? [element("ol", { className: "around" }, ...around)] : []),
    element("p", { className: "stale" }, say(state.number ? "stale" : "awaited")),
  );
}
