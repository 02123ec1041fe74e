// What the reader has chosen, kept from one time to the next.

const KEY = "publisher-preview";
const start = {
  view: "pages", layout: "spread", zoom: "width", ends: false, grid: false, margins: false, panel: true, follow: true,
  appearance: "", device: "reader", size: 100, night: false,
};

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

export const choices = { ...start, ...kept() };

export function choose(changes) {
  Object.assign(choices, changes);
  try {
    localStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // A browser that keeps nothing shows pages all the same.
  }
}
