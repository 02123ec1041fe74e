// What is drawn over a page, from measured geometry: lengths in points, from the upper left corner.

import { say, svg } from "./words.js";

const LABEL_GAP = 2;

function rectangle([x, y, width, height], name) {
  return svg("rect", { x, y, width, height, class: name });
}

function figure(ems) {
  return Math.abs(ems).toFixed(Math.abs(ems) < 0.1 ? 3 : 2);
}

function told(line) {
  const said = [say(line.end, { ems: figure(line.off) })];
  if (line.is_loose) said.push(say("loose", { ems: figure(line.loose) }));
  return `${said.join(" · ")}\n${line.text}`;
}

function drawn(line, vertical) {
  const [x1, y1, x2, y2] = line.stroke;
  const group = svg("g", { class: `line ${line.end}${line.is_loose ? " loose" : ""}` });
  group.style.display = "inline";
  group.append(svg("title", {}, told(line)), rectangle(line.box, "tint"));
  if (line.room) group.append(rectangle(line.room, "room"));
  group.append(svg("line", { x1, y1, x2, y2, class: "stroke" }), rectangle(line.box, "hit"));
  if (line.end === "short" || line.end === "overfull") {
    const sign = line.off < 0 ? "−" : "+";
    const [left, top, width, height] = line.room ?? line.box;
    const place = vertical
      ? { x: left, y: top + height + 7 }
      : { x: left + width + LABEL_GAP, y: top + height / 2 + 2 };
    group.append(svg("text", place, `${sign}${figure(line.off)}`));
  }
  return group;
}

/** The overlay of one page; which of its groups show is the desk's to say. */
export function overlayOf(page, size, vertical) {
  const made = svg("svg", { class: "overlay", viewBox: `0 0 ${size.width} ${size.height}`, preserveAspectRatio: "none" });
  const grid = svg("g", { class: "grid" }, ...page.grid.map(([x1, y1, x2, y2]) => svg("line", { x1, y1, x2, y2 })));
  const margins = svg("g", { class: "margins" }, rectangle(page.trim, "trim"), ...page.columns.map((each) => rectangle(each, "area")));
  const ends = svg("g", { class: "ends" }, ...page.lines.map((line) => drawn(line, vertical)));
  made.append(grid, margins, ends);
  return made;
}

/** How many lines end how, over all pages. */
export function counted(pages) {
  const counts = { flush: 0, short: 0, overfull: 0, hanging: 0, loose: 0 };
  for (const line of pages.flatMap((page) => page.lines)) {
    if (line.end in counts) counts[line.end] += 1;
    if (line.is_loose) counts.loose += 1;
  }
  return counts;
}

/** Marks the line whose text holds `text`. */
export function spot(overlay, page, text) {
  overlay.querySelector(".spot")?.remove();
  const bare = (each) => each.replace(/\s+/g, "");
  const line = page.lines.find((each) => text && bare(each.text).includes(bare(text)));
  if (!line) return false;
  overlay.append(svg("g", { class: "spot" }, rectangle(line.box, "")));
  return true;
}
