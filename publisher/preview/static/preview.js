// The preview's page: listens for new states, hands them to desk, book and panel, and follows buttons and keys.

import * as book from "./book.js";
import { choices, choose } from "./choices.js";
import * as desk from "./desk.js";
import * as panel from "./panel.js";
import { say } from "./words.js";

const PATIENCE = 150;
const STEP = 1.2;

const byId = (id) => document.getElementById(id);
const each = (selector, work) => document.querySelectorAll(selector).forEach(work);
const press = (button, on) => button.setAttribute("aria-pressed", String(on));

let state = null;
let busy = 0;

// --- states -----------------------------------------------------------------------------------------------------------

function tell(kind, text) {
  byId("state").dataset.is = kind;
  if (byId("status").textContent !== text) byId("status").textContent = text;
  document.documentElement.dataset.state = kind;
}

function showStatus() {
  clearTimeout(busy);
  if (state.building) busy = setTimeout(() => tell("building", say(state.number ? "building" : "waiting")), PATIENCE);
  else if (state.trouble) tell("stopped", say("stopped"));
  else tell("shown", say("shown", { time: new Date().toLocaleTimeString(document.documentElement.lang, { hour12: false }), seconds: state.seconds.toFixed(2) }));
}

function receive(next) {
  if (state && state.session !== next.session) return location.reload();
  state = next;
  document.documentElement.dataset.version = String(next.number);
  if (next.title) document.title = `${next.title} – ${say("preview")}`;
  showStatus();
  if (next.number) {
    desk.update(next);
    book.update(next);
  } else {
    const waiting = document.querySelector(".waiting");
    if (waiting) waiting.textContent = next.trouble ? "" : say("waiting");
  }
  panel.update(next);
}

function listen() {
  const stream = new EventSource("/events");
  stream.addEventListener("state", (event) => receive(JSON.parse(event.data)));
  stream.addEventListener("error", () => tell("lost", say("lost", { port: location.port })));
  stream.addEventListener("open", () => state && showStatus());
}

// --- choices ----------------------------------------------------------------------------------------------------------

function setView(view) {
  choose({ view });
  document.body.dataset.view = view;
  each("[data-view-of]", (button) => press(button, button.dataset.viewOf === view));
  if (view === "pages") desk.relayout();
  else book.redress();
}

function setLayout(layout) {
  choose({ layout });
  each("[data-layout]", (button) => press(button, button.dataset.layout === layout));
  desk.relayout();
}

function setZoom(zoom) {
  const scale = { in: () => desk.zoomBy(STEP), out: () => desk.zoomBy(1 / STEP), actual: () => desk.actual }[zoom];
  choose({ zoom: scale ? scale() : zoom });
  each('[data-zoom="width"], [data-zoom="page"]', (button) => press(button, button.dataset.zoom === choices.zoom));
  desk.relayout();
}

function setOverlay(name, on = !choices[name]) {
  choose({ [name]: on });
  press(document.querySelector(`[data-overlay="${name}"]`), on);
  desk.drawOverlays();
}

function setPanel(open = !choices.panel) {
  choose({ panel: open });
  byId("panel").hidden = !open;
  byId("panel-button").setAttribute("aria-expanded", String(open));
}

function setFollow(follow = !choices.follow) {
  choose({ follow });
  press(byId("follow"), follow);
}

function setAppearance(appearance) {
  choose({ appearance });
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.appearance = appearance || (dark ? "dark" : "light");
}

function setBook(changes) {
  choose(changes);
  each("[data-device]", (button) => press(button, button.dataset.device === choices.device));
  press(byId("night"), choices.night);
  byId("size").value = choices.size;
  byId("size-told").textContent = `${choices.size}%`;
  book.redress();
}

// --- buttons and keys -------------------------------------------------------------------------------------------------

const keys = {
  1: () => setView("pages"), 2: () => setView("book"),
  j: () => desk.turn(1), k: () => desk.turn(-1),
  s: () => setLayout(choices.layout === "single" ? "spread" : "single"),
  "+": () => setZoom("in"), "=": () => setZoom("in"), "-": () => setZoom("out"), 0: () => setZoom("actual"),
  w: () => setZoom("width"), p: () => setZoom("page"),
  l: () => setOverlay("ends"), g: () => setOverlay("grid"), m: () => setOverlay("margins"),
  c: () => setFollow(), d: () => setPanel(), "?": () => byId("keys").showModal(),
};

function connect() {
  each("[data-view-of]", (button) => button.addEventListener("click", () => setView(button.dataset.viewOf)));
  each("[data-layout]", (button) => button.addEventListener("click", () => setLayout(button.dataset.layout)));
  each("[data-zoom]", (button) => button.addEventListener("click", () => setZoom(button.dataset.zoom)));
  each("[data-overlay]", (button) => button.addEventListener("click", () => setOverlay(button.dataset.overlay)));
  each("button[data-device]", (button) => button.addEventListener("click", () => setBook({ device: button.dataset.device })));
  byId("size").addEventListener("input", () => setBook({ size: Number(byId("size").value) }));
  byId("night").addEventListener("click", () => setBook({ night: !choices.night }));
  byId("panel-button").addEventListener("click", () => setPanel());
  byId("follow").addEventListener("click", () => setFollow());
  byId("help").addEventListener("click", keys["?"]);
  byId("appearance").addEventListener("click", () => setAppearance(document.documentElement.dataset.appearance === "dark" ? "light" : "dark"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setAppearance(choices.appearance));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, dialog")) return;
    const act = keys[event.key];
    if (act) {
      act();
      event.preventDefault();
    }
  });
}

// Chromium leaves some words of buttons as they were drawn before the face came, unless they are laid out anew.
document.fonts.addEventListener("loadingdone", () => {
  const header = document.querySelector("header");
  header.hidden = true;
  void header.offsetHeight;
  header.hidden = false;
});
setAppearance(choices.appearance);
panel.connect({ open: () => setPanel(true), pages: () => setView("pages") });
connect();
setPanel(choices.panel);
setFollow(choices.follow);
setBook({});
setLayout(choices.layout);
setZoom(choices.zoom);
for (const name of ["ends", "grid", "margins"]) setOverlay(name, choices[name]);
setView(choices.view);
listen();
