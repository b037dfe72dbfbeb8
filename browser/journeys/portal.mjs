// A villager applies on a phone of 320 px without scripts, makes mistakes, hands in, applies again, and looks up
// how it stands.
export const name = "portal";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const page = await t.open({ width: 320, scripts: false });
  const looked = (label) => t.shot(page, `portal-${label}-320`);
  // Measuring needs a script in the page, so the same session is opened in a window that allows them.
  // A template is measured once in every mode; its further pages in the standard one.
  const windows = new Map();
  const measure = async (path, label, modes = t.modes) => {
    const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "mode");
    for (const width of t.widths) {
      for (const mode of modes) {
        const key = `${width}-${mode}`;
        if (!windows.has(key)) windows.set(key, await t.open({ width, mode }));
        const other = windows.get(key);
        await other.context().addCookies(cookies);
        await other.goto(t.base + path);
        await t.shot(other, `portal-${label}-${mode}-${width}`);
        await t.check(other, `${label} ${mode} ${width}`);
      }
    }
  };
  const at = () => new URL(page.url()).pathname;
  const next = () => page.locator("main form button.primary").click();
  const text = () => page.locator("main").innerText();

  for (const [label, path] of [["home", "/"], ["begin", "/apply"], ["ask", "/progress"], ["help", "/help"], ["accessibility", "/help/accessibility"], ["sign-in", "/sign-in"]]) {
    await t.step(`${label} measured`, () => measure(path, label, label === "home" ? t.modes : ["standard"]));
  }

  const fill = async () => {
    await page.goto(`${t.base}/apply`);
    if (await page.locator("main form").count()) await next();
    else await page.goto(`${t.base}/apply/kind`);
    await page.locator("[name='act.kind']").first().check();
    await next();
    // What was answered before is not asked again: these pages are opened.
    await page.goto(`${t.base}/apply/more`);
    await page.locator("[name='act.on_the_spot']").check();
    await next();
    await page.goto(`${t.base}/apply/what`);
    await page.fill("[name='act.title']", "罚款 5000 元");
    await page.fill("[name=facts]", "三月五日，市场监管局到店里检查，说标签不对，当场开了罚款单。");
    await next();
    await page.selectOption("[name=respondent]", { label: "钟祥市市场监督管理局" });
    await next();
  };

  await t.step("a missing answer is named at the top and nothing typed is lost", async () => {
    await page.goto(t.base);
    await page.locator("main a.primary").click();
    await next();
    ok(at() === "/apply/kind", at());
    await next();
    ok(await page.locator(".summary[autofocus]").count() === 1, "no kind, no summary");
    await page.locator("[name='act.kind']").first().check();
    await next();
    await next();
    ok(at() === "/apply/what", at());
    await page.fill("[name='act.title']", "罚款 5000 元");
    await next();
    ok(await page.locator(".summary[autofocus]").count() === 1, "no summary");
    ok(await page.inputValue("[name='act.title']") === "罚款 5000 元", "the title is lost");
    await looked("missing");
    await measure("/apply/what?missing=1", "missing", ["standard"]);
    const scripted = await t.open({ width: 320 });
    await scripted.context().addCookies(await page.context().cookies());
    await scripted.goto(`${t.base}/apply/what?missing=1`);
    ok(await scripted.evaluate(() => document.activeElement.classList.contains("summary")), "the summary has no focus");
  });
  await t.step("what and who", async () => { await fill(); ok(at() === "/apply/when", at()); });
  await t.step("a day that does not exist is refused and stays typed; full-width digits are understood", async () => {
    await page.fill("[name='act.known_on']", "2026年2月30日");
    await next();
    ok(at() === "/apply/when" && await page.locator(".summary").count() === 1, "accepted");
    ok(await page.inputValue("[name='act.known_on']") === "2026年2月30日", "the day is lost");
    await looked("bad-date");
    await page.fill("[name='act.known_on']", "２０２６年１１月５日");
    await page.fill("[name='act.made_on']", "２０２６－１１－０３");
    await next();
    ok(at() === "/apply/told", `${at()} ${await text()}`);
    await page.locator("[name='act.told']").first().check();
    await next();
    ok(at() === "/apply/tried", `${at()} ${await text()}`);
    await next();
    ok(at() === "/apply/want", `${at()} ${await text()}`);
  });
  const rest = async () => {
    await page.fill("[name=claims]", "请求撤销罚款，或者少罚一些。");
    await page.fill("[name=amount_fen]", "５０００");
    await next();
    ok(at() === "/apply/way", `${at()} ${await text()}`);
    await page.locator("[name=wish]").first().check();
    await next();
    await page.setInputFiles("[name=evidence]", { name: "决定书.png", mimeType: "image/png", buffer: PNG });
    await next();
    ok(at() === "/apply/where", `${at()} ${await text()}`);
    await page.selectOption("[name=town]", { index: 1 });
    await next();
    if (at() === "/apply/where") await next();
    await page.locator("[name=nature]").first().check();
    await page.fill("[name=name]", "张建国");
    // Telephone and number together: only so is a dispute that is on file already shown.
    await page.fill("[name=number]", "11010519491231002X");
    await page.fill("[name=phone]", "１３８００００００００");
    await next();
    ok(at() === "/apply/others", `${at()} ${await text()}`);
    await next();
    ok(at() === "/apply/third", `${at()} ${await text()}`);
    await next();
    ok(at() === "/apply/check", `${at()} ${await text()}`);
  };
  await t.step("the other pages lead to the check page", async () => {
    await rest();
    await looked("check");
  });
  for (const slug of ["kind", "more", "what", "who", "when", "told", "tried", "want", "way", "evidence", "where", "you", "others", "third", "check"]) {
    await t.step(`${slug} measured`, () => measure(`/apply/${slug}`, slug, ["kind", "way", "check"].includes(slug) ? t.modes : ["standard"]));
  }
  let number = "";
  let code = "";
  await t.step("handing in shows number, query code and what comes next", async () => {
    await next();
    ok(at() === "/apply/done", `${at()} ${await text()}`);
    const said = await text();
    number = said.match(/\S*争〔\d{4}〕\d+号/)?.[0] ?? "";
    code = said.match(/查询码[\s：]*([A-Z0-9]{4}[\s-]?[A-Z0-9]{4})/)?.[1] ?? "";
    ok(number && code, said);
    await looked("done");
  });
  await t.step("done in every mode", () => measure("/apply/done", "done"));
  await t.step("the number prints", async () => {
    await page.emulateMedia({ media: "print" });
    await looked("print");
    ok(await page.getByText(number).first().isVisible(), "the number does not print");
    await page.emulateMedia({ media: "screen" });
  });
  await t.step("a second application about the same thing shows the first", async () => {
    await page.context().clearCookies();
    await fill();
    await page.fill("[name='act.known_on']", "2026年11月5日");
    await page.fill("[name='act.made_on']", "2026年11月3日");
    await next();
    await page.locator("[name='act.told']").first().check();
    await next();
    await next();
    await rest();
    await next();
    await looked("twin");
    ok((await text()).includes(number), await text());
  });
  const askFor = async (typed) => {
    await page.context().clearCookies();
    await page.goto(`${t.base}/progress`);
    await page.fill("[name=number]", number);
    await page.fill("[name=query_code]", typed);
    await next();
    return `${at()}\n${await text()}`;
  };
  await t.step("a wrong query code is answered like the right one", async () => {
    const wrong = await askFor("AAAA2222");
    ok(wrong === await askFor(code), wrong);
    await looked("code");
  });
  await t.step("the code from the letter opens one's own file", async () => {
    await measure("/progress/code", "code", ["standard"]);
    const letter = await t.letter(`${number}的进度`);
    await page.fill("[name=code]", "000000");
    await next();
    ok(await page.locator(".summary").count() === 1, "a wrong code must be refused");
    await page.fill("[name=code]", letter.match(/验证码 (\d{6})/)[1]);
    await next();
    ok(at() === "/my", `${at()} ${await text()}`);
    await measure("/my", "my");
    await measure("/my/seen", "seen", ["standard"]);
  });
}

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
