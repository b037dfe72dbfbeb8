// What lies open: decisions that everybody reads, the file that a receiver reads once, the picture of the proceedings on a telephone.
export const name = "open";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const windows = new Map();
  const measure = async (page, label) => {
    const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "mode");
    for (const width of t.widths) {
      const key = `${label.split("-")[0]}-${width}`;
      if (!windows.has(key)) windows.set(key, await t.open({ width }));
      const other = windows.get(key);
      await other.context().addCookies(cookies);
      await other.goto(page.url());
      await t.shot(other, `open-${label}-${width}`);
      await t.check(other, `${label} ${width}`);
    }
  };

  await t.step("anybody finds a published decision and reads it, without scripts", async () => {
    const page = await t.open({ scripts: false });
    await page.goto(`${t.base}/decisions`);
    ok(await page.locator("ul.terms li").count() > 0, "the demonstration publishes one");
    await measure(page, "public-list");
    await page.locator("ul.terms li a").first().click();
    ok(/\/decisions\/\d+-\d+$/.test(page.url()), page.url());
    await measure(page, "public-one");
    await page.goto(`${t.base}/decisions?year=2024`);
    ok((await page.locator("main").innerText()).includes("没有找到"), "another year has none");
    await measure(page, "public-none");
  });

  await t.step("the picture of the proceedings stands on a telephone too", async () => {
    const page = await t.signedIn("chuangkou");
    await page.goto(`${t.base}/desk/list/mirrored`);
    const rows = page.locator("main table a.row-link");
    for (const at of [0, 4]) {
      await page.goto(`${t.base}/desk/list/mirrored`);
      await rows.nth(at).click();
      await page.waitForLoadState();
      await page.goto(`${page.url().split("?")[0].replace(/\.mirrored\d+$/, "")}/lanes`);
      await measure(page, `desk-lanes-${at}`);
      const narrow = windows.get("desk-320");
      ok(await narrow.locator(".lanes-narrow").isVisible(), "the narrow picture is shown");
      ok(!await narrow.locator(".lanes-wide").isVisible(), "and the wide one is not");
    }
  });

  await t.step("a receiver reads the whole file once, and who they are by a wish of its own", async () => {
    const clerk = await t.signedIn("chuangkou");
    await clerk.goto(`${t.base}/desk/list/dispute?stage=registered`);
    const file = await clerk.locator("main table a.row-link").first().getAttribute("href");
    await clerk.goto(`${t.base}${file}/refer`);
    await clerk.check("[name='request.docking'][value=court]");
    await clerk.locator("[name='request.to']").selectOption({ label: "钟祥市人民法院" });
    await clerk.fill("[name='request.reason']", "走查：各方愿意由法院先看");
    await clerk.locator("main form.form button[type=submit]:not(.unseen)").last().click();
    await clerk.waitForLoadState();
    const page = await t.signedIn("faguan1");
    await page.goto(`${t.base}/desk/list/referral`);
    await page.locator("main table a.row-link").first().click();
    await page.waitForLoadState();
    const text = await page.locator("main").innerText();
    ok(text.includes("材料清单") && text.includes("最初提交日"), text);
    await measure(page, "receiver-file");
    await page.locator("form[action$='/persons'] button").click();
    await page.waitForLoadState();
    ok((await page.locator("main").innerText()).includes("这次打开已记录"), "names in full, on record");
    await t.shot(page, "open-receiver-persons");
    await t.check(page, "persons");
  });
}
