// A reconsideration from the citizen's application on a phone without scripts to the decision that was served, with the steps of the
// office, the agency and the head of the body between; then every stage of the demonstration's reconsiderations, the pool of experts,
// a consultation and a case review, looked at and measured.
export const name = "reconsideration";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const windows = new Map();
  // The same page in fresh windows of every width and mode.
  const measure = async (page, label, { modes = ["standard"], scripts = true, widths = t.widths } = {}) => {
    const cookies = (await page.context().cookies()).filter((cookie) => cookie.name !== "mode");
    const path = new URL(page.url());
    for (const width of widths) {
      for (const mode of modes) {
        const key = `${width}-${mode}-${scripts}`;
        if (!windows.has(key)) windows.set(key, await t.open({ width, mode }));
        const other = windows.get(key);
        await other.context().addCookies(cookies);
        await other.goto(path.href);
        await t.shot(other, `reconsideration-${label}-${mode}-${width}`);
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
    for (const [field, values] of Object.entries(fields)) {
      for (const value of [values].flat()) {
        const control = page.locator(`[name="${field}"]`);
        const kind = await control.first().evaluate((node) => node.type ?? node.tagName.toLowerCase());
        if (kind === "radio" || kind === "checkbox") await page.locator(`[name="${field}"][value="${value}"]`).check();
        else if (kind === "select-one") await control.first().selectOption(value);
        else if (kind === "file") await control.first().setInputFiles(value);
        else await control.first().fill(value);
      }
    }
  };
  const scan = { name: "扫描件.png", mimeType: "image/png", buffer: PNG };

  // --- the citizen, scripts off, on a phone ---------------------------------------------------------------------------------
  const citizen = await t.open({ width: 320, scripts: false });
  const at = () => new URL(citizen.url()).pathname;
  const next = async (fields = {}) => { await type(citizen, fields); await send(citizen); };
  const today = new Date();
  const ago = (days) => {
    const day = new Date(today.getTime() - days * 86_400_000);
    return `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日`;
  };
  await t.step("the application up to the way, one question a page", async () => {
    await citizen.goto(`${t.base}/apply`);
    await citizen.getByRole("button", { name: "开始申请" }).click();
    await next({ "act.kind": "penalty" });
    await next();
    await next({ "act.title": "罚款 5000 元", facts: "卖出一袋过期茶干，当天下架并退款。" });
    await citizen.locator("[name=respondent]").selectOption({ label: "钟祥市市场监督管理局" });
    await next();
    await measure(citizen, "apply-when");
    await next({ "act.known_on": ago(12), "act.made_on": ago(15) });
    await next({ "act.told": "yes" });
    await next();
    await next({ claims: "撤销罚款，或者少罚一些。", amount_fen: "5000" });
    ok(at() === "/apply/way", at());
  });
  await t.step("the way: what is open, until when, and four ways to go on", async () => {
    const said = await text(citizen);
    for (const word of ["申请行政复议", "先请中心调解", "同时愿意调解", "先登记，再决定"]) ok(said.includes(word), `${word}: ${said}`);
    await measure(citizen, "apply-way", { modes: t.modes });
    await next({ wish: "reconsideration" });
    ok(at() === "/apply/request", at());
  });
  await t.step("the request; one that is not chosen is asked for again and nothing is lost", async () => {
    await next({ "application.rule": "示例裁量基准第三条" });
    ok(await citizen.locator(".summary").count() === 1, await text(citizen));
    ok(await citizen.inputValue("[name='application.rule']") === "示例裁量基准第三条", "the rule is lost");
    await t.shot(citizen, "reconsideration-request-missing-320");
    await citizen.fill("[name='application.rule']", "");
    await measure(citizen, "apply-request", { modes: t.modes });
    await next({ "application.requests": ["annul", "change"], "application.wants_hearing": "true", "application.electronic_service": "true" });
    ok(at() === "/apply/evidence", at());
  });
  let number = "";
  let code = "";
  await t.step("handed in: both numbers, the five working days, what comes next", async () => {
    await next({ evidence: scan });
    await citizen.locator("[name=town]").selectOption({ index: 1 });
    await next();
    if (at() === "/apply/where") await next();
    await next({ nature: "natural_person", name: "示例·申请人", phone: "13900000031" });
    await next();
    await next();
    ok(at() === "/apply/check", `${at()} ${await text(citizen)}`);
    ok((await text(citizen)).includes("撤销这个决定、改成别的结果"), await text(citizen));
    await measure(citizen, "apply-check");
    await citizen.getByRole("button", { name: "提交申请" }).click();
    ok(at() === "/apply/done", `${at()} ${await text(citizen)}`);
    const said = await text(citizen);
    number = said.match(/\S*争〔\d{4}〕\d+号/)?.[0] ?? "";
    code = said.match(/查询码[\s：]*([A-Z0-9]{4}[\s-]?[A-Z0-9]{4})/)?.[1] ?? "";
    ok(number && code && /政复〔\d{4}〕\d+号/.test(said), said);
    await measure(citizen, "apply-done", { modes: t.modes });
  });
  await t.step("the citizen's own page, with the code from the letter", async () => {
    await citizen.context().clearCookies();
    await citizen.goto(`${t.base}/progress`);
    await next({ number, query_code: code });
    const letter = await t.letter(`${number}的进度`);
    await next({ code: letter.match(/验证码 (\d{6})/)[1] });
    ok(at() === "/my", `${at()} ${await text(citizen)}`);
    ok((await text(citizen)).includes("视为受理"), await text(citizen));
    await measure(citizen, "my-received", { modes: t.modes });
  });
  const mine = async (label, fields = {}) => {
    await citizen.goto(`${t.base}/my`);
    await citizen.getByRole("link", { name: label, exact: true }).first().click();
    await measure(citizen, `my-${at().split("/").pop()}`);
    await next(fields);
    ok(at() === "/my", `${label}: ${at()} ${await text(citizen)}`);
  };

  // --- the office, the agency, the body -------------------------------------------------------------------------------------
  let file = "";
  const step = async (login, label, fields = {}) => {
    const page = await as(login);
    await page.goto(t.base + file);
    await page.locator("main").getByRole("link", { name: label, exact: true }).first().click();
    await measure(page, `desk-${new URL(page.url()).pathname.split("/").pop()}`, { widths: [1280] });
    await type(page, fields);
    await send(page);
    ok(!/\/[a-z_]+$/.test(new URL(page.url()).pathname.replace(/^\/desk\/file\//, "/")) || new URL(page.url()).pathname === file, `${label}: ${page.url()} ${await text(page)}`);
    return page;
  };
  const serve = async (paper, to) => {
    const page = await as("fuyi1");
    await page.goto(t.base + file);
    await page.locator("main").getByRole("link", { name: "记录送达", exact: true }).first().click();
    const options = await page.locator("[name=notice] option").allInnerTexts();
    const wanted = options.find((option) => option.includes(paper) && option.includes(to));
    ok(wanted, `${paper} → ${to}: ${options}`);
    await page.locator("[name=notice]").selectOption({ label: wanted });
    await type(page, { "delivery.by": "direct", "delivery.proof": scan });
    await send(page);
  };
  await t.step("the office finds it among its to-dos and looks at the file", async () => {
    const page = await as("fuyi1");
    await page.fill("#find", number);
    await page.press("#find", "Enter");
    await page.waitForURL(/search/);
    file = await page.locator("main a[href^='/desk/file/']").first().getAttribute("href");
    await page.goto(t.base + file);
    file = new URL(page.url()).pathname;
    ok((await text(page)).includes("审查复议申请"), await text(page));
    await measure(page, "desk-file-received", { modes: t.modes });
    await page.goto(`${t.base}/desk`);
    await measure(page, "desk-home");
  });
  await t.step("accepted, served, given to an officer, the copy sent", async () => {
    const all = ["clear_parties", "interest", "concrete_request", "in_time", "in_scope", "jurisdiction", "not_elsewhere"];
    await step("fuyi1", "受理", { conditions: all });
    await serve("受理通知书", "某某");
    await step("fuyiju", "指定复议人员", { handlers: "u-fuyi1" });
    await step("fuyi1", "发送申请书副本");
    await serve("申请书副本", "市场监督管理局");
  });
  await t.step("the agency answers and brings its evidence", async () => {
    const page = await as("shichang");
    await page.goto(t.base + file);
    await measure(page, "desk-agency", { widths: [1280] });
    await step("shichang", "答复、举证", {
      text: "事实清楚，请求维持。", "evidence.0.file": scan, "evidence.0.title": "现场检查笔录", "evidence.0.formed_on": ago(20),
    });
  });
  await t.step("the citizen asks to read it, reads it and says what there is to say", async () => {
    await mine("申请看对方的答复和证据");
    await step("fuyi1", "决定查阅、复制", { request: "r1" });
    await citizen.goto(`${t.base}/my`);
    const said = await text(citizen);
    for (const word of ["对方已经答复", "现场检查笔录", "事实清楚，请求维持"]) ok(said.includes(word), `${word}: ${said}`);
    await measure(citizen, "my-answered", { modes: t.modes });
    const paper = await citizen.locator("main a[href*='/evidence/']").first().getAttribute("href");
    const reply = await citizen.context().request.get(t.base + paper);
    ok(reply.ok() && reply.headers()["content-type"] === "image/png", `${paper}: ${reply.status()}`);
    await mine("提意见、补充理由", { text: "笔录没有写明我当天就下架、退款。" });
  });
  await t.step("heard, proposed, agreed to by the head of the body, issued, served", async () => {
    await step("fuyi1", "听取意见", { "heard.side": "p1", "heard.way": "phone", "heard.text": "坚持申请，希望少罚。" });
    await step("fuyi1", "提出审查意见", {
      "opinion.facts": "货值十五元，当天下架退款。", "opinion.reasons": "情节轻微，处罚过重。",
      "opinion.holdings.0.kind": "change", "opinion.holdings.0.ground": "content_inappropriate", "opinion.holdings.0.content": "罚款 300 元",
      "opinion.restitution": "退还 4700 元",
    });
    const page = await as("shizhang");
    await page.goto(t.base + file);
    await measure(page, "desk-body", { widths: [1280] });
    await step("shizhang", "同意或者集体讨论", { approved: "true", resolving: "head", by: "示例·市政府负责人", opinion: "同意" });
    await step("fuyi1", "制作决定书", { number: "钟政复决示例〔2026〕31号", document: scan });
    await serve("行政复议决定书", "某某");
    await serve("行政复议决定书", "市场监督管理局");
  });
  await t.step("the citizen reads the decision and until when it can be sued about", async () => {
    await citizen.goto(`${t.base}/my`);
    const said = await text(citizen);
    for (const word of ["决定已经送达生效", "最后一天", "罚款 300 元", "行政复议决定书"]) ok(said.includes(word), `${word}: ${said}`);
    await measure(citizen, "my-decided", { modes: t.modes });
    const page = await as("fuyi1");
    await page.goto(t.base + file);
    await measure(page, "desk-file-decided");
  });

  // --- every stage of the demonstration -------------------------------------------------------------------------------------
  await t.step("the demonstration has a reconsideration in every stage, and each file says what to do next", async () => {
    const page = await as("fuyi1");
    await page.goto(`${t.base}/desk/list/reconsideration`);
    await measure(page, "desk-list", { modes: t.modes });
    const rows = await page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => [row.innerText, row.querySelector("a[href^='/desk/file/']")?.getAttribute("href")]));
    const stages = ["受理审查", "等待补正", "审理中", "中止审理", "意见待同意", "已决定，待送达", "决定已生效", "调解书已生效", "不予受理", "视为放弃申请", "已终止"];
    for (const stage of stages) {
      const found = rows.find(([said, href]) => said.includes(stage) && href);
      ok(found, `${stage} is nowhere: ${rows.length} rows`);
      await page.goto(t.base + found[1]);
      await measure(page, `stage-${stages.indexOf(stage)}`, { widths: [1280] });
    }
  });
  await t.step("the roll of a group is pasted, and a line that does not read is named", async () => {
    const page = await as("chuangkou");
    await page.goto(`${t.base}/desk/list/reconsideration`);
    const rows = await page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => [row.innerText, row.querySelector("a[href^='/desk/file/']")?.getAttribute("href")]));
    const group = rows.find(([said]) => said.includes("等 12 人"));
    ok(group, "the group of twelve is nowhere");
    await page.goto(t.base + group[1]);
    await page.getByRole("link", { name: "登记群体成员" }).click();
    await measure(page, "members", { modes: t.modes });
    await type(page, { lines: "示例成员甲\n示例成员乙，138000022" });
    await send(page);
    ok((await text(page)).includes("第 2 行"), await text(page));
    await t.shot(page, "reconsideration-members-refused-1280");
    await type(page, { lines: "姓名\t身份证号\t手机号\n示例成员甲\t11010519491231002X\t13800001111\n示例成员乙\t\t13800002222\n示例成员丙" });
    await send(page);
    ok((await text(page)).includes("登记群体成员"), await text(page));
    await measure(page, "members-listed");
  });
  await t.step("experts, consultations and case reviews", async () => {
    const head = await as("zhuren");
    await head.goto(`${t.base}/desk/experts`);
    await measure(head, "experts");
    await head.locator("main tbody a").first().click();
    await measure(head, "expert");
    for (const kind of ["consultation", "case_review"]) {
      await head.goto(`${t.base}/desk/list/${kind}`);
      await measure(head, `list-${kind}`);
      const first = await head.locator("main tbody a[href^='/desk/file/']").first().getAttribute("href");
      await head.goto(t.base + first);
      await measure(head, kind, { modes: t.modes });
    }
  });
}

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
