// A citizen who does not know whom to turn to asks the guide on a phone of 320 px without scripts, makes mistakes, changes an
// answer, reads every way, and goes on into an application in which nothing is asked twice.
export const name = "guide";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const page = await t.open({ width: 320, scripts: false });
  const looked = (label) => t.shot(page, `guide-${label}-320`);
  const at = () => new URL(page.url()).pathname;
  const here = () => page.url().slice(t.base.length);
  const next = () => page.locator("main form button.primary").first().click();
  const text = () => page.locator("main").innerText();
  const choose = (field, value) => page.locator(`[name="${field}"][value="${value}"]`).check();
  // Measuring needs a script in the page: the same address in windows that allow them.
  const windows = new Map();
  const measure = async (path, label, modes = t.modes) => {
    for (const width of t.widths) {
      for (const mode of modes) {
        const key = `${width}-${mode}`;
        if (!windows.has(key)) windows.set(key, await t.open({ width, mode }));
        const other = windows.get(key);
        await other.goto(t.base + path);
        await t.shot(other, `guide-${label}-${mode}-${width}`);
        await t.check(other, `${label} ${mode} ${width}`);
      }
    }
  };

  await t.step("the start page leads to the guide", async () => {
    await page.goto(t.base);
    await page.locator("main a[href='/guide']").click();
    ok(at() === "/guide", at());
    await measure("/guide", "begin");
    await page.locator("main a.primary").click();
    ok(at() === "/guide/what", at());
  });
  await t.step("a question without an answer says so at the top", async () => {
    await next();
    ok(at() === "/guide/what" && await page.locator(".summary[autofocus]").count() === 1, await text());
    await looked("missing");
    await measure(here(), "missing", ["standard"]);
  });
  const answers = [
    ["what", () => choose("act", "penalty")],
    ["point", () => choose("circumstance", "unknown")],
    ["land", () => choose("real_estate", "no")],
    ["who", () => page.selectOption("[name=agency]", { label: "钟祥市市场监督管理局" })],
    ["known", () => page.fill("[name=known]", "２０２６年１１月５日")],
    ["made", () => choose("made_unknown", "true")],
    ["told", () => choose("told", "no")],
    ["tried", async () => { await choose("went", "mediation"); await choose("went", "petition"); }],
    ["mediation", () => choose("mediation", "mediation_failed")],
    ["petition", () => choose("petition", "petition_answered")],
    ["petition-day", () => page.fill("[name=petition_on]", "2026-11-20")],
  ];
  for (const [slug, fill] of answers) {
    await t.step(`${slug} is one question`, async () => {
      ok(at() === `/guide/${slug}`, `${at()} ${await text()}`);
      ok(await page.locator("h1").count() === 1, "one heading");
      await measure(slug === "what" ? "/guide/what" : here(), slug, ["what", "known"].includes(slug) ? t.modes : ["standard"]);
      if (slug === "known") {
        await page.fill("[name=known]", "2026年2月30日");
        await next();
        ok(at() === "/guide/known" && await page.inputValue("[name=known]") === "2026年2月30日", "the day is lost");
        await looked("bad-date");
        await measure(here(), "bad-date", ["standard"]);
      }
      await fill();
      await next();
    });
  }
  await t.step("the answer names the ways, the days and the offices", async () => {
    ok(at() === "/guide/ways", `${at()} ${await text()}`);
    const said = await text();
    for (const word of ["行政复议申请期限", "请中心调解", "申请行政复议", "提起行政诉讼", "信访", "找谁", "先记住这一天", "不是法律意见", "12348"]) {
      ok(said.includes(word), `${word}: ${said}`);
    }
    await looked("ways");
    await measure(here(), "ways");
  });
  const answered = here();
  await t.step("going back and on again loses nothing", async () => {
    await page.goBack();
    ok(at().startsWith("/guide/petition-day"), at());
    await page.goto(t.base + answered);
    await page.locator("a.change").nth(6).click();
    ok(at() === "/guide/told" && await page.locator("[name=told][value=no]").isChecked(), `${at()} ${await text()}`);
    await choose("told", "yes");
    await next();
    ok(at() === "/guide/ways", at());
  });
  for (const way of ["mediate", "reconsider", "sue", "agreement_suit", "compensation", "petition", "complain"]) {
    await t.step(`${way} says what to do next`, async () => {
      await page.goto(t.base + answered.replace("/guide/ways", `/guide/ways/${way}`));
      const said = await text();
      for (const word of ["下一步", "找谁", "带什么", "先想清楚"]) ok(said.includes(word), `${word}: ${said}`);
      await measure(here(), `way-${way}`, way === "reconsider" ? t.modes : ["standard"]);
    });
  }
  await t.step("applying goes on where the guide ended", async () => {
    await page.goto(t.base + answered);
    await next();
    ok(at() === "/apply/more", `${at()} ${await text()}`);
    await next();
    ok(at() === "/apply/what", `${at()} ${await text()}`);
    await looked("apply");
    await page.fill("[name='act.title']", "罚款 5000 元");
    await page.fill("[name=facts]", "十一月五日收到罚款决定书，说标签不对。");
    await next();
    ok(at() === "/apply/want", `who and when are asked twice: ${at()}`);
  });
  await t.step("an application that was begun is not overwritten", async () => {
    await page.goto(t.base + answered);
    await next();
    ok((await text()).includes("上次填的内容都还在"), await text());
    await looked("begun");
  });
  await t.step("what is no agency is told where to go", async () => {
    await page.goto(`${t.base}/guide/ways?act=other&real_estate=no&agency=other&agency_kind=not_agency`);
    ok(at() === "/guide/ways", at());
    await looked("not-agency");
    await measure(here(), "not-agency", ["standard"]);
  });
}
