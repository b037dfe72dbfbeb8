// What is measured on every page state: axe (WCAG 2.2 AA), sideways scrolling, hit areas, text size.
// Each returns a list of sentences about what is wrong; an empty list is good. Nothing here knows a particular page.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Evaluated, not injected as a script tag: the content-security policy stays as it is in the field.
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  return found.violations.map((violation) =>
    `axe ${violation.id}: ${violation.help} — ${violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
}

export async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.body.querySelectorAll("*")]
      .filter((node) => node.getBoundingClientRect().right > width + 1 && !node.closest(".unseen"))
      .slice(0, 3).map((node) => `${node.tagName.toLowerCase()}.${node.className}`);
    return [`scrolls sideways: ${document.documentElement.scrollWidth} > ${width} px — ${wide.join(" | ")}`];
  });
}

// Links inside a sentence are the exception WCAG makes; everything else must be reachable with a thumb.
export async function hitAreas(page, least) {
  return page.evaluate((least) => {
    const inSentence = (node) => node.tagName === "A" && getComputedStyle(node).display === "inline";
    const controls = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary");
    return [...controls].flatMap((node) => {
      const area = /^(radio|checkbox)$/.test(node.type) ? node.closest("label") ?? node : node;
      const box = area.getBoundingClientRect();
      if (box.width === 0 || node.closest(".skip, .unseen") || inSentence(node)) return [];
      if (node.checkVisibility && !node.checkVisibility()) return [];
      if (box.height >= least - 0.5 && box.width >= least - 0.5) return [];
      return [`hit area ${Math.round(box.width)}×${Math.round(box.height)} < ${least} px: ${node.tagName.toLowerCase()} “${node.textContent.trim().slice(0, 12)}”`];
    }).slice(0, 5);
  }, least);
}

export async function textSize(page, least) {
  return page.evaluate((least) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small = [];
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const holder = walker.currentNode.parentElement;
      if (!text || holder.closest("script, style, .unseen")) continue;
      const size = parseFloat(getComputedStyle(holder).fontSize);
      if (size < least - 0.01) small.push(`text of ${size} px < ${least} px: “${text.slice(0, 12)}”`);
    }
    return small.slice(0, 5);
  }, least);
}

export async function leading(page, least) {
  return page.evaluate((least) => [...document.querySelectorAll("p, li, dd, td, label")].flatMap((node) => {
    const style = getComputedStyle(node);
    const ratio = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    return ratio < least - 0.01 ? [`line height ${ratio.toFixed(2)} < ${least}: ${node.tagName.toLowerCase()}.${node.className}`] : [];
  }).slice(0, 3), least);
}

const LIMITS = {
  standard: { hit: 44, text: 14, leading: 1.3 },
  contrast: { hit: 44, text: 14, leading: 1.3 },
  elder: { hit: 60, text: 18, leading: 1.3 },
};

// Everything at once, with the limits of the mode that the page says it is in.
export async function all(page) {
  const mode = await page.evaluate(() => document.documentElement.dataset.mode ?? "standard");
  const limits = LIMITS[mode] ?? LIMITS.standard;
  return [
    ...await axe(page),
    ...await overflow(page),
    ...await hitAreas(page, limits.hit),
    ...await textSize(page, limits.text),
    ...await leading(page, limits.leading),
  ];
}
