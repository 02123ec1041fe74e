// Walks a catalogue of OPDS 2.0 from the address of its root, by Readium's r2-opds-js, and prints as JSON what it found:
// for every shelf the identifiers of its books, and every address with its declared type.
"use strict";

const { initGlobalConverters_OPDS } = require("r2-opds-js/dist/es8-es2017/src/opds/init-globals");
const { OPDSFeed } = require("r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2");
const { TaJsonDeserialize } = require("r2-lcp-js/dist/es8-es2017/src/serializable");

initGlobalConverters_OPDS();

async function walk(root) {
  const shelves = {}, links = {}, seen = new Set(), waiting = [[root, root]];
  while (waiting.length) {
    const [address, shelf] = waiting.shift();
    if (seen.has(address)) continue;
    seen.add(address);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const feed = TaJsonDeserialize(await answer.json(), OPDSFeed);
    const whole = (link) => {
      const found = new URL(link.Href, address).href;
      links[found] = link.TypeLink;
      return found;
    };
    for (const link of feed.Links) if (whole(link) && link.HasRel("next")) waiting.push([whole(link), shelf]);
    for (const link of feed.Navigation ?? []) waiting.push([whole(link), whole(link)]);
    for (const facet of feed.Facets ?? []) facet.Links.forEach(whole);
    for (const book of feed.Publications ?? []) {
      (shelves[shelf] ??= []).push(book.Metadata.Identifier);
      [...book.Links, ...(book.Images ?? [])].forEach(whole);
    }
  }
  return { shelves, links };
}

walk(process.argv[2]).then((found) => console.log(JSON.stringify(found)));
