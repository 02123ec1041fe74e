// The page of a catalogue: browses its lists and searches its index, all of it static files beside this one.
// What books say goes into text nodes and checked attributes alone.
"use strict";

const about = JSON.parse(document.getElementById("catalogue").textContent);
const place = (id) => document.getElementById(id);
const told = (key, values = {}) => about.words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const many = (count) => (count === 1 ? told("one") : told("count", { count }));
const LISTS = ["sections", "series", "authors"];

// --- files, each loaded once

const loaded = new Map();
function load(name) {
  if (!loaded.has(name)) {
    const asked = fetch(`catalogue/${name}.json`).then((answer) => {
      if (answer.status === 404 && name.startsWith("search/")) return {};
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json();
    });
    asked.catch(() => loaded.delete(name));
    loaded.set(name, asked);
  }
  return loaded.get(name);
}

async function records(ranks) {
  const pages = await Promise.all(ranks.map((rank) => load(`web/books-${Math.floor(rank / about.records)}`)));
  return pages.map((page, at) => page[ranks[at] % about.records]);
}

// --- elements

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

// Files of the folder have relative addresses; nothing else is ever linked to.
const local = (href) => (/^[A-Za-z0-9._~%\/-]+$/.test(href) && !href.startsWith("/") ? href : "#");

function card(book) {
  const page = book.f.find(([kind]) => kind === "HTML") ?? book.f[0];
  const cover = book.c
    ? element("div", { class: "cover" }, element("img", { src: `catalogue/covers/${local(book.c[0])}`, width: book.c[1], height: book.c[2], loading: "lazy" }))
    : element("div", { class: "cover blank", "aria-hidden": "true" }, element("span", {}, book.t));
  cover.querySelector("img")?.setAttribute("alt", "");
  const by = [(book.p ?? []).join(told("and")), book.d, ...(book.k ?? [])].filter(Boolean).join(" · ");
  const rows = [["deck", book.s], ["by", by], ["said", book.x]].filter(([, value]) => value);
  const formats = book.f.map(([kind, href]) => element("a", {
    href: local(href), "aria-label": told(kind === "HTML" ? "read-title" : "download", { title: book.t, kind }),
  }, kind));
  return element("li", { class: "book", lang: book.l }, cover, element("div", { class: "about" },
    element("h3", {}, element("a", { href: local(page[1]) }, book.t)),
    ...rows.map(([name, value]) => element("p", { class: name }, value)),
    element("p", { class: "formats", lang: document.documentElement.lang }, ...formats)));
}

function named(key, name, count, view) {
  return element("a", { href: `#${view}=${encodeURIComponent(key)}` }, name, element("span", { class: "many" }, many(count)));
}

// --- search: the terms of a query as `publisher/catalogue/terms.py` makes them, and their shards

const DENSE = "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`[${DENSE}]+|(?:(?![${DENSE}])[\\p{L}\\p{N}])+`, "gu");
const IS_DENSE = new RegExp(`^[${DENSE}]`, "u");
const MOST_TERMS = 40;

function terms(text) {
  const found = [];
  for (const [run] of text.normalize("NFKC").toLowerCase().matchAll(RUN)) {
    const letters = [...run];
    if (!IS_DENSE.test(run)) found.push(letters.slice(0, 40).join(""));
    else if (letters.length === 1) found.push(run);
    else for (let at = 0; at < letters.length - 1; at++) found.push(letters[at] + letters[at + 1]);
  }
  return [...new Set(found)].slice(0, MOST_TERMS);
}

function shard(term) {
  let total = 0;
  for (const letter of term) total = (Math.imul(total, 31) + letter.codePointAt(0)) >>> 0;
  return ((total ^ (total >>> 15)) >>> 0) % about.shards;
}

const WORTH = [0, 1, 1.6, 2.1, 3, 5, 5, 9];

async function found(query) {
  const wanted = terms(query);
  const shards = await Promise.all(wanted.map((term) => load(`search/${shard(term)}`)));
  const scores = new Map();
  wanted.forEach((term, at) => {
    const numbers = Object.hasOwn(shards[at], term) ? shards[at][term] : [];
    const rarity = Math.log(1 + about.books / (numbers.length || 1));
    let rank = 0;
    for (const number of numbers) {
      rank += number >> 3;
      const one = scores.get(rank) ?? { hits: 0, score: 0 };
      one.hits += 1;
      one.score += rarity * WORTH[number & 7];
      scores.set(rank, one);
    }
  });
  // All terms, or where no book has all, those books that have most of them.
  const most = Math.max(0, ...[...scores.values()].map((one) => one.hits));
  const enough = most === wanted.length ? most : Math.max(1, Math.ceil(wanted.length * 0.6));
  return [...scores].filter(([, one]) => one.hits >= Math.min(enough, most) && most >= enough)
    .sort((a, b) => b[1].hits - a[1].hits || b[1].score - a[1].score || b[0] - a[0]).map(([rank]) => rank);
}

// --- views: what the address asks for

function asked() {
  const given = new URLSearchParams(location.hash.slice(1));
  const [view, value] = [...given].find(([name]) => name !== "page") ?? ["", ""];
  return { view, value, page: Math.max(1, Number.parseInt(given.get("page") ?? "1", 10) || 1) };
}

// Ranks rise with the date; what is shown begins with the newest.
const span = (first, count) => ({ length: count, slice: (from, to) => Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, at) => first + count - 1 - from - at) });

async function dated(key) {
  for (const [name, title, first, count, months] of await load("web/dates")) {
    if (name === key) return { title, ranks: span(first, count) };
    const month = months.find(([own]) => own === key);
    if (month) return { title: month[1], ranks: span(month[2], month[3]) };
  }
  return null;
}

async function grouped(list, key) {
  const names = await load(`web/${list}`);
  const at = names.findIndex(([own]) => own === key);
  if (at < 0) return null;
  const ranks = (await load(`web/${list}-${Math.floor(at / about.groups)}`))[at % about.groups];
  return { title: names[at][1], ranks: [...ranks].reverse() };
}

async function shelf({ view, value }) {
  if (view === "q") return { title: told("results", { query: value, count: 0 }), ranks: await found(value) };
  if (view === "date") return dated(value);
  if (LISTS.includes(`${view}s`) || view === "series") return (value && grouped(view === "series" ? view : `${view}s`, value)) || null;
  return { title: told("new"), ranks: span(0, about.books) };
}

async function menu(view) {
  if (view === "dates") {
    const years = await load("web/dates");
    return years.map(([key, title, , count, months]) => element("li", {}, named(key, title, count, "date"),
      ...(months.length ? [element("ul", {}, ...months.map(([own, name, , part]) => element("li", {}, named(own, name, part, "date"))))] : [])));
  }
  const single = view === "series" ? view : view.slice(0, -1);
  return (await load(`web/${view}`)).map(([key, name, count]) => element("li", {}, named(key, name, count, single)));
}

// --- showing

function pager(state, length) {
  const pages = Math.ceil(length / about.shown);
  const to = (page) => `#${state.view ? `${state.view}=${encodeURIComponent(state.value)}&` : ""}page=${page}`;
  place("pages").hidden = pages < 2;
  place("pages").replaceChildren(
    ...(state.page > 1 ? [element("a", { href: to(state.page - 1), rel: "prev" }, told("previous"))] : []),
    element("span", {}, told("page", { page: state.page, pages })),
    ...(state.page < pages ? [element("a", { href: to(state.page + 1), rel: "next" }, told("next"))] : []));
}

function marked(view) {
  const whole = { date: "dates", section: "sections", author: "authors", "": "new" }[view] ?? view;
  for (const link of document.querySelectorAll("#menu a")) {
    if (link.dataset.view === whole) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
}

let turn = 0;
async function show(moved) {
  const mine = ++turn;
  const state = asked();
  marked(state.view);
  if (state.view === "q") place("query").value = state.value;
  try {
    const isMenu = (state.view === "dates" || LISTS.includes(state.view)) && !state.value;
    const names = isMenu ? await menu(state.view) : null;
    const chosen = isMenu ? { title: told(state.view), ranks: [] } : (await shelf(state)) ?? { title: told("new"), ranks: span(0, about.books) };
    const from = (state.page - 1) * about.shown;
    const books = await records([...chosen.ranks.slice(from, from + about.shown)]);
    if (mine !== turn) return;
    const nothing = state.view === "q" && !chosen.ranks.length;
    place("heading").textContent = nothing ? told("nothing", { query: state.value }) : state.view === "q"
      ? told("results", { query: state.value, count: chosen.ranks.length }) : chosen.title;
    place("status").textContent = isMenu || state.view === "q" ? "" : many(chosen.ranks.length);
    place("names").replaceChildren(...(names ? [element("ul", {}, ...names)] : []));
    place("books").replaceChildren(...books.map(card));
    place("books").hidden = isMenu || !books.length;
    pager(state, chosen.ranks.length);
  } catch {
    if (mine === turn) place("status").textContent = told(location.protocol === "file:" ? "from-disk" : "failed");
    return;
  }
  if (moved) {
    scrollTo(0, 0);
    place("heading").focus({ preventScroll: true });
  }
}

place("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const query = place("query").value.trim();
  location.hash = query ? `q=${encodeURIComponent(query)}` : "";
});
addEventListener("hashchange", () => { if (location.hash !== "#books") show(true); });
place("search").hidden = place("menu").hidden = false;
show(false);
