// What was typed wrongly: told on its page of the portal, put right by the counter, read again by the party.
export const name = "righting";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const page = await t.open({ width: 320 });
  // Looked at on a telephone and on a desk, and measured on both.
  const looked = async (of, label) => {
    for (const width of t.widths) {
      await of.setViewportSize({ width, height: 900 });
      await t.shot(of, `righting-${label}-${width}`);
      await t.check(of, `${label} ${width}`);
    }
  };
  const at = () => new URL(page.url()).pathname;
  const next = (of = page) => of.locator("main form.form button[type=submit]:not(.unseen):not([name])").last().click();
  const text = (of = page) => of.locator("main").innerText();
  let number = "";
  let code = "";

  await t.step("an impossible day is told beside it, and Chinese numerals are read", async () => {
    await page.goto(`${t.base}/apply`);
    await page.locator("main form button.primary").click();
    await page.locator("[name='act.kind']").first().check();
    await next();
    await next();
    await page.fill("[name='act.title']", "罚款 5000 元");
    await page.fill("[name=facts]", "标签不对，当场开了罚款单。");
    await next();
    await page.selectOption("[name=respondent]", { label: "钟祥市市场监督管理局" });
    await next();
    await page.fill("[name='act.known_on']", "二〇二六年三月一日");
    await page.fill("[name='act.made_on']", "2026年3月5号");
    await next();
    ok(at() === "/apply/when" && (await text()).includes("早于“作出的日期”"), await text());
    await looked(page, "day");
    await page.fill("[name='act.known_on']", "二○二六年三月五日");
    await next();
    await page.locator("[name='act.told']").first().check();
    await next();
    await next();
    ok(at() === "/apply/want", at());
  });
  await t.step("a page that another window saved shows both in words", async () => {
    const other = await page.context().newPage();
    await other.goto(`${t.base}/apply/kind`);
    await page.goto(`${t.base}/apply/kind`);
    await other.locator("[name='act.kind'][value=licence]").check();
    await next(other);
    await page.locator("[name='act.kind'][value=benefits]").check();
    await next();
    ok((await page.locator(".conflict").innerText()).includes("行政许可"), await text());
    await looked(page, "stale");
    await next();
    // Of another kind other things matter: that page is asked again.
    ok(at() === "/apply/more", at());
    await next();
    await other.close();
  });
  await t.step("a text that is too long is told at its page", async () => {
    await page.goto(`${t.base}/apply/want`);
    await page.fill("[name=claims]", "撤销".repeat(10_001));
    await next();
    ok((await text()).includes("现在是 20002 个字"), "not told");
    await page.fill("[name=claims]", "撤销处罚");
    await next();
  });
  await t.step("a third party has a nature, a number that may be doubted and a telephone", async () => {
    await page.goto(`${t.base}/apply/way`);
    await page.locator("[name=wish]").first().check();
    await next();
    await next();
    await page.selectOption("[name=town]", { index: 1 });
    await next();
    await next();
    await page.locator("[name=nature]").first().check();
    await page.fill("[name=name]", "示例·申请人");
    await page.fill("[name=phone]", "13800001111");
    await next();
    await next();
    await page.fill("[name='third.name']", "示例·林舍");
    await next();
    ok((await text()).includes("个人还是单位"), await text());
    await looked(page, "others");
    await page.locator("[name='third.nature']").first().check();
    await page.fill("[name='third.number']", "110105194912310021");
    await page.fill("[name='third.phone']", "0724-4223344-801");
    await next();
    ok(at() === "/apply/check" && (await text()).includes("待核"), await text());
    await looked(page, "check");
    await page.locator("main form button.primary").click();
    ok(at() === "/apply/done", at());
    number = await page.locator(".confirmation-number").innerText();
    code = await page.locator(".confirmation-code").innerText();
  });
  await t.step("the counter puts the third party right", async () => {
    const desk = await t.signedIn("chuangkou");
    await desk.goto(`${t.base}/desk/register`);
    await looked(desk, "register");
    await desk.fill("#find", number);
    await desk.press("#find", "Enter");
    await desk.waitForURL(/search|desk\/file/);
    if (!desk.url().includes("/desk/file/")) await desk.locator("main a[href*='/desk/file/']").first().click();
    const file = new URL(desk.url()).pathname;
    await desk.goto(`${t.base}${file}/correct_party`);
    await looked(desk, "correct");
    await desk.selectOption("[name=party]", "p2");
    await desk.fill("[name=name]", "示例·邻舍");
    await desk.fill("[name=phone]", "0724 4223345 转 2");
    await desk.fill("[name=reason]", "录入错了，已核对身份证原件");
    await next(desk);
    ok(new URL(desk.url()).pathname === file, await text(desk));
    await desk.locator("form[action$='/persons'] button").click();
    ok((await text(desk)).includes("更正以前"), "the old name is not shown");
    await looked(desk, "persons");
  });
  await t.step("the party reads what was handed in and who looked", async () => {
    await page.goto(`${t.base}/progress`);
    await page.fill("[name=number]", number);
    await page.fill("[name=query_code]", code);
    await next();
    await page.fill("[name=code]", (await t.letter(`${number}的进度`)).match(/验证码 (\d{6})/)[1]);
    await next();
    await page.goto(`${t.base}/my`);
    await looked(page, "my");
    await page.locator("a[href='/my/application']").click();
    ok((await text()).includes("撤销处罚"), await text());
    await looked(page, "application");
    await page.goto(`${t.base}/my/seen`);
    await looked(page, "seen");
  });
}
