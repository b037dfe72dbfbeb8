// Runs every journey of `journeys/` in headless Chromium and says how many passed.
//
//   HUAJIE_BASE=http://127.0.0.1:8080 node run.mjs [name …]
//
// A journey exports `name`, optionally `needsServer = false`, and `async run(t)`, where `t` has
//   base                     the address of the running program
//   totp(login)              what the device of a demonstration account shows now
//   letter(about)            the newest letter in the outbox that contains the words
//   open({ width, mode, scripts })  a new page in a new, cookie-less window; `mode` goes into the cookie `mode`
//   signedIn(login)          a new window in which that officer is signed in
//   check(page, label)       axe, overflow, hit areas, text size, line height; throws with what is wrong
//   axe(page)                only the accessibility sentences
//   shot(page, label)        a picture in target/shots/, to be looked at
//   step(label, action)      counts as one passed or failed line; the journey goes on after a failure
//   widths, modes            320 and 1280; standard, elder, contrast
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import * as checks from "./checks.mjs";
import { startProgram } from "./program.mjs";

const here = dirname(fileURLToPath(import.meta.url));
// Of every demonstration account.
const PASSWORD = "huajie-shifan-2026";
const shots = process.env.HUAJIE_SHOTS ?? join(here, "..", "target", "shots");
const wanted = process.argv.slice(2);
mkdirSync(shots, { recursive: true });

const profile = mkdtempSync(join(tmpdir(), "huajie-browser-"));
const journeys = await Promise.all(readdirSync(join(here, "journeys")).filter((name) => name.endsWith(".mjs")).sort()
  .map((file) => import(pathToFileURL(join(here, "journeys", file)))));
const chosen = journeys.filter((journey) => wanted.length === 0 || wanted.includes(journey.name));
const program = await startProgram(chosen.some((journey) => journey.needsServer !== false));
const base = program.base;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", `--crash-dumps-dir=${profile}`],
});

let passed = 0;
let failed = 0;
const tell = (good, label, detail = "") => {
  if (good) passed += 1; else failed += 1;
  console.log(`${good ? "ok    " : "FAILED"} ${label}${detail ? `\n       ${detail.split("\n").join("\n       ")}` : ""}`);
};

const kit = (journey, contexts) => ({
  base,
  totp: program.totp,
  letter: program.letter,
  widths: [320, 1280],
  modes: ["standard", "elder", "contrast"],
  axe: checks.axe,
  overflow: checks.overflow,
  async open({ width = 1280, height = 900, mode = "standard", scripts = true, zoom = 1, origin = base } = {}) {
    const context = await browser.newContext({
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom, javaScriptEnabled: scripts, locale: "zh-CN", timezoneId: "Asia/Shanghai",
    });
    contexts.push(context);
    if (origin && mode !== "standard") await context.addCookies([{ name: "mode", value: mode, url: origin }]);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.wrong = [];
    page.on("pageerror", (error) => page.wrong.push(`script error: ${error.message}`));
    page.on("console", (message) => { if (message.type() === "error" && !/status of [45]\d\d/.test(message.text())) page.wrong.push(`console: ${message.text()}`); });
    return page;
  },
  // A fresh window in which an officer of the demonstration is signed in.
  async signedIn(login) {
    const page = await this.open({ width: 1280 });
    const send = () => page.locator("main form.form button[type=submit]:not(.unseen):not([name])").last().click();
    await page.goto(`${base}/sign-in`);
    await page.fill("[name=login]", login);
    await page.fill("[name=password]", PASSWORD);
    await send();
    await page.fill("[name=code]", program.totp(login));
    await send();
    // Somebody who signed in moments ago has used this code: the next one comes within half a minute.
    if ((await page.locator("main").innerText()).includes("已经用过")) {
      await page.waitForTimeout(30_500 - Date.now() % 30_000);
      await page.fill("[name=code]", program.totp(login));
      await send();
    }
    if (new URL(page.url()).pathname !== "/desk") throw new Error(`${login}: ${page.url()} ${await page.locator("main").innerText()}`);
    return page;
  },
  async check(page, label) {
    const wrong = [...page.wrong.splice(0), ...await checks.all(page)];
    if (wrong.length) throw new Error(`${label}\n${wrong.join("\n")}`);
  },
  async shot(page, label) {
    await page.screenshot({ path: join(shots, `${label}.png`), fullPage: true });
  },
  async step(label, action) {
    try {
      await action();
      tell(true, `${journey} · ${label}`);
    } catch (error) {
      tell(false, `${journey} · ${label}`, error.message);
    }
  },
});

for (const journey of chosen) {
  if (!base && journey.needsServer !== false) {
    tell(false, journey.name, "no program to walk through: set HUAJIE_BASE, or HUAJIE_BINARY to start one");
    continue;
  }
  const contexts = [];
  try {
    await journey.run(kit(journey.name, contexts));
  } catch (error) {
    tell(false, journey.name, error.stack);
  }
  for (const context of contexts) await context.close();
}

await browser.close();
await program.stop();
rmSync(profile, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
