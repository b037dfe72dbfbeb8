// One dispute from the counter to the archive, as clerk, citizen, agency, head, mediator, judge, archivist and auditor;
// each kind of page is measured on the way, at both widths and in every mode.
export const name = "desk";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const windows = new Map();
  // The same page in fresh windows of every width and mode.
  const measure = async (page, label, modes = ["standard"]) => {
    const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "mode");
    const path = new URL(page.url());
    for (const width of t.widths) {
      for (const mode of modes) {
        const key = `${width}-${mode}`;
        if (!windows.has(key)) windows.set(key, await t.open({ width, mode }));
        const other = windows.get(key);
        await other.context().addCookies(cookies);
        await other.goto(path.href);
        await t.shot(other, `desk-${label}-${mode}-${width}`);
        await t.check(other, `${label} ${mode} ${width}`);
      }
    }
  };
  const staff = new Map();
  const as = async (login) => {
    if (!staff.has(login)) staff.set(login, await t.signedIn(login));
    return staff.get(login);
  };
  const send = (page) => page.locator("main form.form button[type=submit]:not(.unseen):not([name])").last().click();
  const text = (page) => page.locator("main").innerText();
  const type = async (page, fields) => {
    for (const [field, value] of Object.entries(fields)) {
      const control = page.locator(`[name="${field}"]`);
      const kind = await control.first().evaluate((node) => node.type ?? node.tagName.toLowerCase());
      if (kind === "radio" || kind === "checkbox") await page.locator(`[name="${field}"][value="${value}"]`).check();
      else if (kind === "select-one") await control.first().selectOption(value);
      else if (kind === "file") await control.first().setInputFiles(value);
      else await control.first().fill(value);
    }
  };
  let file = "";
  let mediation = "";
  // Opens a step from the file page, as somebody who reads the page would.
  const step = async (login, label, fields = {}, before = async () => {}) => {
    const page = await as(login);
    await page.goto(t.base + file);
    await page.locator("main").getByRole("link", { name: label, exact: true }).first().click();
    await before(page);
    await type(page, fields);
    await send(page);
    ok(new URL(page.url()).pathname.startsWith("/desk/file/") && !/\/[a-z_]+$/.test(new URL(page.url()).pathname), `${label}: ${page.url()} ${await text(page)}`);
    return page;
  };
  const draw = async (page) => {
    const pad = page.locator("[data-pad] canvas").first();
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    await page.mouse.move(box.x + 30, box.y + 60);
    await page.mouse.down();
    for (let at = 0; at < 12; at += 1) await page.mouse.move(box.x + 30 + at * 12, box.y + 60 + (at % 3) * 18);
    await page.mouse.up();
  };
  const scan = { name: "扫描件.png", mimeType: "image/png", buffer: PNG };

  let number = "";
  let code = "";
  await t.step("the counter registers; a missing field keeps what was typed and adds a row", async () => {
    const page = await as("chuangkou");
    await page.goto(`${t.base}/desk/register`);
    await measure(page, "register", t.modes);
    await type(page, { "parties.0.standing": "applicant", "parties.0.nature": "natural_person", "parties.0.name": "示例·来访人", "parties.0.phone": "13900000009" });
    await page.getByRole("button", { name: "再加一位当事人" }).click();
    ok(await page.inputValue("[name='parties.0.name']") === "示例·来访人", "the first row is lost");
    ok(await page.locator("[name='parties.1.name']").count() === 1, "no second row");
    await send(page);
    ok(await page.locator(".summary").count() === 1, "a registration without an act");
    await t.shot(page, "desk-register-wrong-1280");
    await page.locator("[name=respondent]").selectOption({ label: "钟祥市市场监督管理局" });
    await type(page, {
      "act.kind": "penalty", "act.title": "罚款 2000 元", "act.made_on": "2026年11月10日", "act.known_on": "２０２６－１１－１２", "act.told": "yes",
      "act.discretionary": "true", claims: "减轻处罚", facts: "初次违法，已改正。", amount_fen: "2,000", wish: "mediation",
    });
    await page.locator("[name=place]").selectOption({ index: 1 });
    await page.setInputFiles("[name=evidence]", scan);
    await send(page);
    const said = await text(page);
    number = said.match(/\S*争〔\d{4}〕\d+号/)?.[0] ?? "";
    code = said.match(/查询码[\s：]*([A-Z0-9]{4}[\s-]?[A-Z0-9]{4})/)?.[1] ?? "";
    ok(number && code, said);
    await t.shot(page, "desk-receipt-1280");
    await t.check(page, "receipt");
    file = await page.locator("main a[href^='/desk/file/']").first().getAttribute("href");
    mediation = `${file}.mediation1`;
  });
  await t.step("the worklist, the lists and the search are measured", async () => {
    const page = await as("chuangkou");
    await page.goto(`${t.base}/desk`);
    await measure(page, "home", t.modes);
    await page.goto(`${t.base}/desk/list/dispute`);
    await measure(page, "list", t.modes);
    await page.keyboard.press("Control+k");
    await page.keyboard.type(number);
    await page.keyboard.press("Enter");
    await page.waitForURL(/search/);
    ok((await text(page)).includes(number), await text(page));
    await measure(page, "search");
  });
  await t.step("imported, with the step that waits first on the page", async () => {
    const page = await as("chuangkou");
    await page.goto(t.base + file);
    await measure(page, "file-new", t.modes);
    ok(await page.locator("main .next .primary").first().innerText() === "导入调解", await text(page));
    await step("chuangkou", "导入调解", { categories: "party_asks", channel: "before_procedure" }, (order) => measure(order, "order-import"));
  });
  await t.step("the citizen consents on a phone", async () => {
    const phone = await t.open({ width: 320, scripts: false });
    await phone.goto(`${t.base}/progress`);
    await phone.fill("[name=number]", number);
    await phone.fill("[name=query_code]", code);
    await send(phone);
    const letter = await t.letter(`${number}的进度`);
    await phone.fill("[name=code]", letter.match(/验证码 (\d{6})/)[1]);
    await send(phone);
    await t.shot(phone, "desk-my-consent-320");
    await phone.locator("main a[href$='/record_consent']").first().click();
    await t.shot(phone, "desk-consent-320");
    await type(phone, { answer: "agree", conservative_day_told: "true" });
    await send(phone);
    ok(new URL(phone.url()).pathname === "/my", `${phone.url()} ${await text(phone)}`);
    staff.set("citizen", phone);
  });
  await t.step("the agency consents, the head names the table, the mediator begins", async () => {
    await step("shichang", "记录调解意愿", { answer: "agree", conservative_day_told: "true" });
    await step("zhuren", "组成 1+1+N", { guiding_judge: "u-faguan1", lead_mediator: "u-tiaojie1", members: "u-shichang|agency_legal", override_reason: "熟悉这类案件" }, (order) => measure(order, "order-team", t.modes));
    await step("faguan1", "披露", { interest: "free" }, (order) => measure(order, "order-disclose"));
    await step("tiaojie1", "签收材料", { interest: "free" }, (order) => measure(order, "order-accept"));
  });
  await t.step("self-check, question and opinion stay with the table", async () => {
    await step("shichang", "行政机关自查", { assessment: "事实清楚", flaws: "说理不足", room_to_concede: "可以让到三百元", head_will_attend: "true" });
    await step("tiaojie1", "请法官释明", { question: "能否参照新的裁量基准？" });
    const judge = await step("faguan1", "法官指导意见", { opinion: "可以参照" }, (order) => order.locator("[name=question]").first().check());
    await judge.getByText("只有指导法官、主调人").click();
    ok((await text(judge)).includes("可以让到三百元"), "the judge sees the room to concede");
    const clerk = await as("chuangkou");
    await clerk.goto(t.base + file);
    ok(!(await clerk.content()).includes("三百元"), "the counter does not");
  });
  await t.step("a session: invited, served, attended, written down, signed on glass", async () => {
    // The clock of China, a minute ago: it has begun.
    const now = new Date(Date.now() + 8 * 3600e3 - 60e3);
    const today = `${now.getUTCFullYear()}年${now.getUTCMonth() + 1}月${now.getUTCDate()}日`;
    await step("tiaojie1", "召集会谈", { starts_at: `${today} ${now.getUTCHours()}:${String(now.getUTCMinutes()).padStart(2, "0")}`, place: "一号调解室", "form.kind": "joint", head_invited: "true" }, (order) => measure(order, "order-session"));
    for (const recipient of ["p1", "respondent"]) await step("tiaojie1", "记录送达", { session: "s1", recipient, way: "in_person", note: "本人签收" });
    await step("tiaojie1", "记录到场", { session: "s1", "head.kind": "attended", "head.name": "示例·局长", "head.post": "局长", "head.spoke": "true" }, async (order) => {
      for (const side of ["p1", "respondent"]) await order.locator(`[name=present][value=${side}]`).check();
    });
    await step("tiaojie1", "制作笔录", { session: "s1", text: "双方陈述，核对了事实。" });
    await step("shichang", "笔录签字", {}, async (order) => {
      await measure(order, "order-sign");
      await draw(order);
    });
  });
  await t.step("two people at once: the second sees both texts", async () => {
    const page = await as("chuangkou");
    const other = await page.context().newPage();
    await page.goto(`${t.base}${file}/correct`);
    await other.goto(`${t.base}${file}/correct`);
    await type(other, { claims: "减轻处罚，并当面说明", reason: "当事人来电" });
    await send(other);
    await type(page, { claims: "撤销处罚", reason: "听错了" });
    await send(page);
    const said = await text(page);
    ok(said.includes("减轻处罚，并当面说明") && said.includes("撤销处罚"), said);
    await t.shot(page, "desk-conflict-1280");
    await t.check(page, "conflict");
    await other.close();
  });
  await t.step("an agreement with a row added, checked, signed by all", async () => {
    await step("tiaojie1", "起草协议", {}, async (order) => {
      await type(order, { "obligations.0.obligor": "respondent", "obligations.0.obligee": "p1", "obligations.0.content": "作出变更决定，罚款 300 元", "obligations.0.due_on": dayFromNow(20) });
      await order.getByRole("button", { name: "再加一行" }).click();
      ok(await order.inputValue("[name='obligations.0.content']") === "作出变更决定，罚款 300 元", "the first row is lost");
      await measure(order, "order-agreement", t.modes);
      await type(order, { disposition: "changed", ending: "agency_corrects" });
    });
    await step("faguan1", "合法性审查", { "items.0.passed": "true", "items.1.passed": "true", "items.2.passed": "true", "items.3.passed": "true" });
    await step("shichang", "协议签字", {}, draw);
    await step("tiaojie1", "协议签字", { party: "mediator", "way.scan": scan });
    const phone = staff.get("citizen");
    await phone.goto(`${t.base}/my`);
    await t.shot(phone, "desk-my-sign-320");
    await phone.locator("main a[href$='/sign_agreement']").first().click();
    await type(phone, { "way.scan": scan });
    await send(phone);
    ok(new URL(phone.url()).pathname === "/my", `${phone.url()} ${await text(phone)}`);
    await t.shot(phone, "desk-my-agreed-320");
  });
  await t.step("performed, visited, papers issued, the volume closed", async () => {
    await step("chuangkou", "记录履行", { obligation: "o1" });
    await step("chuangkou", "回访登记", { "visit.form": "phone", "visit.lines.0.said": "performed", "visit.satisfaction": "5" }, (order) => measure(order, "order-visit"));
    const clerk = await as("chuangkou");
    await clerk.goto(`${t.base}${file}/papers`);
    await measure(clerk, "papers", t.modes);
    await clerk.goto(t.base + file);
    await measure(clerk, "file", t.modes);
    const archivist = await step("dangan", "归档", { reason: "当面交的，没有另外出具" }, (order) => measure(order, "order-close"));
    ok((await text(archivist)).includes("现在没有要您办的步骤"), await text(archivist));
  });
  await t.step("the auditor reads, verifies and can change nothing", async () => {
    const page = await as("shenji");
    await page.goto(`${t.base}/desk/journal`);
    await measure(page, "journal", t.modes);
    await page.goto(t.base + file);
    ok((await text(page)).includes("现在没有要您办的步骤"), await text(page));
    ok(await page.locator("main form[method=post]").count() === 0, "a form that changes something");
  });
  await t.step("administrators: accounts and bodies", async () => {
    const page = await as("xitong");
    await page.goto(`${t.base}/desk/officers`);
    await measure(page, "officers", t.modes);
    await page.goto(`${t.base}/desk/officers/new`);
    await measure(page, "officer-new");
    await page.goto(`${t.base}/desk/officers/u-tiaojie1`);
    await measure(page, "officer");
    await page.goto(`${t.base}/desk/bodies`);
    await measure(page, "bodies", t.modes);
  });
  await t.step("from sign-in to the first case with the keyboard alone", async () => {
    const page = await as("tiaojie1");
    await page.goto(`${t.base}/desk`);
    await page.keyboard.press("?");
    await t.shot(page, "desk-keys-1280");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    ok(await page.evaluate(() => document.activeElement.matches(".row-link")), "j must reach the first row");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/desk\/file\//);
  });
}

function dayFromNow(days) {
  const on = new Date(Date.now() + 8 * 3600e3 + days * 86400e3);
  return `${on.getUTCFullYear()}年${on.getUTCMonth() + 1}月${on.getUTCDate()}日`;
}

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
