// A court's list goes in: sent, matched, looked at, brought in, put right; and the picture of the quarrel goes onto paper.
export const name = "exchange";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const page = await t.signedIn("chuangkou");
  const windows = new Map();
  const measure = async (label) => {
    const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "mode");
    for (const width of t.widths) {
      if (!windows.has(width)) windows.set(width, await t.open({ width }));
      const other = windows.get(width);
      await other.context().addCookies(cookies);
      await other.goto(page.url());
      await t.shot(other, `exchange-${label}-${width}`);
      await t.check(other, `${label} ${width}`);
    }
  };
  const text = () => page.locator("main").innerText();
  const submit = async () => {
    await page.locator("main form.form button[type=submit]:not(.unseen)").last().click();
    await page.waitForLoadState();
  };
  let number = "";
  let file = "";

  await t.step("a quarrel without other proceedings is found", async () => {
    await page.goto(`${t.base}/desk/list/dispute?stage=registered`);
    const row = page.locator("main table a.row-link").first();
    number = (await row.innerText()).trim();
    file = await row.getAttribute("href");
    ok(/号$/.test(number), `no number: ${number}`);
  });

  await t.step("the page of tables, at both widths", async () => {
    await page.goto(`${t.base}/desk/exchange`);
    await measure("begin");
  });

  const send = async () => {
    await page.goto(`${t.base}/desk/exchange`);
    await page.locator("[name=sender]").fill("走查法院系统");
    const day = (back) => new Date(Date.now() - back * 86400000).toISOString().slice(0, 10);
    const csv = [
      "某法院行政案件台账,,,,",
      "本院案号,化解案号,立案日期,开庭日期,行政机关负责人是否出庭",
      `（2026）走查行初1号,${number},${day(0)},,`,
      `（2026）走查行初2号,,${day(0)},,`,
      `（2026）走查行初3号,${number},二月三十日,,`,
    ].join("\n");
    await page.locator("[name=table]").setInputFiles({ name: "台账.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await submit();
  };

  await t.step("columns are guessed, the rest is chosen, and what is missing is said", async () => {
    await send();
    ok((await text()).includes("列已经按标题猜好"), await text());
    ok(await page.locator("[name='column.1']").inputValue() === "dispute", "our number is not recognised");
    await measure("columns");
    await submit();
    ok(await page.locator(".summary").count() === 1, "a table without a procedure is taken");
    await page.locator("[name=fixed_procedure]").selectOption("litigation");
    await page.locator("[name=fixed_body]").fill("钟祥市人民法院");
    await page.locator("[name='column.0']").selectOption("case_number");
    await submit();
  });

  await t.step("what would be recorded and what not is seen first, then recorded", async () => {
    ok((await text()).includes("会登记新程序 1 个"), await text());
    ok((await text()).includes("不能登记 2 个"), await text());
    await t.shot(page, "exchange-preview-1280");
    await t.check(page, "preview 1280");
    await page.setViewportSize({ width: 320, height: 900 });
    await t.shot(page, "exchange-preview-320");
    await t.check(page, "preview 320");
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole("button", { name: "导入", exact: true }).click();
    ok((await text()).includes("已登记新程序 1 个"), await text());
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "下载这些行和原因（XLSX）" }).click()]);
    ok(download.suggestedFilename() === "refused.xlsx", download.suggestedFilename());
  });

  await t.step("the same list again records nothing, and its columns are remembered", async () => {
    await send();
    ok((await text()).includes("列已经按上次填好"), await text());
    await submit();
    ok((await text()).includes("会登记新程序 0 个、节点 0 个；原来已经登记 1 个"), await text());
    const out = page.waitForEvent("download");
    await page.goto(`${t.base}/desk/exchange`);
    await page.getByRole("link", { name: "下载其他机关的程序（XLSX）" }).click();
    ok((await out).suggestedFilename() === "proceedings.xlsx", "nothing comes out");
  });

  await t.step("the picture over time stands on a sheet of its own, across", async () => {
    await page.goto(t.base + file);
    await page.getByRole("link", { name: "单独一页，横向打印" }).click();
    await measure("lanes");
    const pdf = await page.pdf({ preferCSSPageSize: true, path: process.env.HUAJIE_LANES_PDF });
    const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(pdf.toString("latin1"));
    ok(box && Number(box[1]) > Number(box[2]), `the sheet lies across: ${box}`);
  });

  await t.step("the demonstration has other bodies at work", async () => {
    for (const kind of ["mirrored", "referral"]) {
      await page.goto(`${t.base}/desk/list/${kind}`);
      ok(await page.locator("main tbody tr").count() >= 6, `${kind}: ${await text()}`);
      await t.shot(page, `exchange-list-${kind}-1280`);
    }
    for (const login of ["jiancha", "xinfang"]) {
      const theirs = await t.signedIn(login);
      await theirs.goto(`${t.base}/desk/list/mirrored`);
      ok(await theirs.locator("main tbody tr").count() >= 1, `${login} sees nothing`);
    }
  });
}
