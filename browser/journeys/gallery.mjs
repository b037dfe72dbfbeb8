// Every component in every state: measured at both widths in all modes, with scripts on, and looked at.
// The pages come from `HUAJIE_GALLERY=<folder> cargo test -p huajie gallery`; a small server here gives them the
// same content-security policy as the program does.
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { join, normalize } from "node:path";

export const name = "gallery";
export const needsServer = false;

const folder = process.env.HUAJIE_GALLERY ?? new URL("../../target/gallery", import.meta.url).pathname;
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };

const serve = () => new Promise((ready) => {
  const server = createServer((request, reply) => {
    const path = normalize(new URL(request.url, "http://x").pathname);
    try {
      const body = readFileSync(join(folder, path));
      reply.writeHead(200, { "content-type": TYPES[path.split(".").pop()] ?? "text/plain", "content-security-policy": POLICY });
      reply.end(body);
    } catch {
      reply.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1", () => ready(server));
});

export async function run(t) {
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith(".html")).sort();
    if (files.length === 0) throw new Error(`no samples in ${folder}`);
    for (const width of t.widths) {
      const page = await t.open({ width, origin });
      for (const file of files) {
        const label = `${file.replace(".html", "")}-${width}`;
        await t.step(label, async () => {
          await page.goto(`${origin}/${file}`);
          await t.shot(page, label);
          await t.check(page, label);
        });
      }
    }
    await opened(t, origin);
    await doubled(t, origin);
    await keys(t, origin);
    await signing(t, origin);
  } finally {
    server.close();
  }
}

// Clocks with their reasons and the menu of the person, unfolded.
async function opened(t, origin) {
  for (const width of t.widths) {
    for (const mode of t.modes) {
      await t.step(`${mode} unfolded at ${width}`, async () => {
        const page = await t.open({ width, origin });
        await page.goto(`${origin}/${mode}-file.html`);
        await page.locator(".identity .clock > summary").click();
        await t.shot(page, `${mode}-clock-${width}`);
        await t.check(page, "clock");
        await page.keyboard.press("Escape");
        await page.locator(".me > summary").click();
        await t.shot(page, `${mode}-menu-${width}`);
        await t.check(page, "menu");
        await page.goto(`${origin}/${mode}-list.html`);
        await page.locator(".table .clock > summary").first().click();
        await t.shot(page, `${mode}-row-${width}`);
        await t.check(page, "row");
      });
    }
  }
}

// 200 % zoom of a 1280 px window, and of the text alone.
async function doubled(t, origin) {
  for (const file of ["standard-list", "standard-file", "standard-wrong", "standard-portal", "elder-list"]) {
    await t.step(`${file} at 200 %`, async () => {
      const page = await t.open({ width: 1280, zoom: 2, origin });
      await page.goto(`${origin}/${file}.html`);
      await t.check(page, "zoom");
      const narrow = await t.open({ width: 320, origin });
      await narrow.goto(`${origin}/${file}.html`);
      await narrow.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
      const wrong = await t.overflow(narrow);
      if (wrong.length) throw new Error(wrong.join("\n"));
    });
  }
}

async function keys(t, origin) {
  const page = await t.open({ origin });
  await page.goto(`${origin}/standard-list.html`);
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim().slice(0, 16));
  const expect = (good, what) => { if (!good) throw new Error(what); };
  await t.step("j and k walk the rows", async () => {
    await page.keyboard.press("j");
    const first = await focused();
    await page.keyboard.press("j");
    const second = await focused();
    await page.keyboard.press("k");
    expect(first.startsWith("某行争") && second !== first && await focused() === first, `${first} → ${second} → ${await focused()}`);
  });
  // Until the next frame the focus still rests on the box inside the closed window.
  await t.step("a key pressed right after the key list was closed still works", async () => {
    const reached = await page.evaluate(() => {
      const press = (key) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      document.activeElement.blur();
      press("?");
      document.querySelector("dialog[open]").close();
      press("j");
      return document.activeElement.matches(".row-link");
    });
    expect(reached, "j must reach the first row");
  });
  await t.step("a letter typed into a field or while composing does nothing", async () => {
    await page.focus("#find");
    await page.keyboard.press("j");
    expect(await page.inputValue("#find") === "j", "the letter belongs to the field");
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true, isComposing: true })));
    expect(await page.locator("dialog").count() === 0, "composing must not open anything");
  });
  await t.step("the palette opens, filters, is accessible and closes", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("收件");
    expect(await page.locator("dialog li").count() === 2, "收件 and the search");
    await t.check(page, "palette");
    await t.shot(page, "palette-1280");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  });
  await t.step("single keys can be switched off and stay off", async () => {
    await page.keyboard.press("?");
    await t.check(page, "key list");
    await t.shot(page, "keys-1280");
    await page.uncheck("#single-keys");
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.reload();
    await page.keyboard.press("?");
    expect(await page.locator("dialog").count() === 0, "? is a single key too");
    await page.keyboard.press("Control+k");
    expect(await page.locator("dialog").count() === 1, "the palette is not a single key");
  });
}

async function signing(t, origin) {
  await t.step("a signature drawn on glass becomes a picture in the form", async () => {
    const page = await t.open({ width: 320, origin });
    await page.goto(`${origin}/elder-fields.html`);
    const canvas = page.locator("canvas");
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    await page.mouse.move(box.x + 40, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 90, { steps: 5 });
    await page.mouse.up();
    const value = await page.inputValue("[name=signature]");
    if (!value.startsWith("data:image/png;base64,")) throw new Error(`value: ${value.slice(0, 30)}`);
    await t.shot(page, "signature-320");
    await page.getByText("重签").click();
    if (await page.inputValue("[name=signature]") !== "") throw new Error("clearing must empty the field");
  });
  await t.step("without scripts there is no pad, but a scan and paper", async () => {
    const page = await t.open({ width: 320, scripts: false, origin });
    await page.goto(`${origin}/standard-fields.html`);
    if (await page.locator("canvas").count() !== 0) throw new Error("a pad that cannot work must not show");
    if (!await page.locator("#f-signature-scan").isVisible()) throw new Error("the scan field must show");
  });
}
