// What staff live in all day: the worklist in its four parts, the search box, a form that comes back with its files, the
// auditor's journal; measured at both widths and in every mode.
export const name = "work";

const ok = (good, what) => { if (!good) throw new Error(what); };
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC", "base64");

export async function run(t) {
  const send = (page) => page.locator("main form.form button[type=submit]:not(.unseen):not([name])").last().click();
  // The page as it stands, in every mode and width, without asking for it again: what a POST answered has no address.
  const measure = async (page, label) => {
    for (const mode of t.modes) {
      await page.evaluate((mode) => { document.documentElement.dataset.mode = mode; }, mode);
      for (const width of t.widths) {
        await page.setViewportSize({ width, height: 900 });
        await t.shot(page, `work-${label}-${mode}-${width}`);
        await t.check(page, `${label} ${mode} ${width}`);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => { document.documentElement.dataset.mode = "standard"; });
  };
  const clerk = await t.signedIn("chuangkou");

  await t.step("the worklist has one's own steps and what one waits for apart", async () => {
    for (const [show, label] of [["", "own"], ["overdue", "overdue"], ["others", "others"], ["others_overdue", "others-overdue"]]) {
      await clerk.goto(`${t.base}/desk${show && `?show=${show}`}`);
      ok(await clerk.locator(".tabs [aria-current=page]").count() === 1, `${label}: no tab is chosen`);
      await measure(clerk, `worklist-${label}`);
    }
  });

  await t.step("a kind of step narrows it and is taken away again", async () => {
    await clerk.goto(`${t.base}/desk?show=others`);
    await clerk.locator("main details summary").click();
    await clerk.locator("[name=step]").selectOption("record_fulfilment");
    await send(clerk);
    const address = new URL(clerk.url());
    ok(address.searchParams.get("show") === "others" && address.searchParams.get("step") === "record_fulfilment", clerk.url());
    await clerk.locator(".chips a").first().click();
    ok(!new URL(clerk.url()).searchParams.has("step"), clerk.url());
  });

  await t.step("words that are looked for stand in no address, from the box or from the palette", async () => {
    await clerk.goto(`${t.base}/desk`);
    await clerk.fill("#find", "罚款");
    await clerk.press("#find", "Enter");
    await clerk.waitForURL(/\/search\/q/);
    ok(await clerk.locator("main table").count() === 1, "nothing is found");
    await measure(clerk, "found");
    await clerk.keyboard.press("Control+k");
    await clerk.locator("dialog input").fill("没有这样的词");
    await clerk.locator("dialog input").press("Enter");
    await clerk.waitForFunction(() => document.querySelector("#find")?.value === "没有这样的词");
    ok(/\/search\/q[0-9a-z]+$/.test(clerk.url()), clerk.url());
    await measure(clerk, "nothing-found");
  });

  await t.step("a file that came with an error is not asked for again", async () => {
    await clerk.goto(`${t.base}/desk/register`);
    await clerk.locator("[name=evidence]").setInputFiles({ name: "决定书.png", mimeType: "image/png", buffer: PNG });
    await send(clerk);
    ok(await clerk.locator("[name='evidence.held']:checked").count() === 1, "the file is gone");
    await measure(clerk, "held-file");
  });

  await t.step("the elder mode is 1.4 times the standard", async () => {
    await clerk.goto(`${t.base}/desk`);
    const sizes = (mode) => clerk.evaluate((mode) => {
      document.documentElement.dataset.mode = mode;
      return ["h1", "p, td", ".tabs a"].map((what) => parseFloat(getComputedStyle(document.querySelector(`main ${what}`)).fontSize));
    }, mode);
    const [plain, elder] = [await sizes("standard"), await sizes("elder")];
    ok(plain.every((size, at) => elder[at] >= size * 1.4 - 0.01), `${plain} and ${elder}`);
  });

  await t.step("the auditor narrows the journal, and a day that does not read is told beside its field", async () => {
    const auditor = await t.signedIn("shenji");
    await auditor.goto(`${t.base}/desk/journal?kind=mediation&from=2026-01-01`);
    ok(await auditor.locator(".chips a").count() >= 2, "no chips");
    await auditor.locator("main details summary").first().click();
    await measure(auditor, "journal");
    await auditor.goto(`${t.base}/desk/journal?from=soon`);
    ok(await auditor.locator(".error").count() === 1, "no error");
    await measure(auditor, "journal-wrong");
  });
}
