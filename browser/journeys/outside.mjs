// The administrator's pages of outside systems: registering one, its secret once, an event that got stuck, setting it aside;
// measured at both widths and in every mode.
import { generateKeyPairSync, sign } from "node:crypto";

export const name = "outside";

const ok = (good, what) => { if (!good) throw new Error(what); };

export async function run(t) {
  const send = (page) => page.locator("main form.form button[type=submit]:not(.unseen):not([name])").last().click();
  const measure = async (page, label) => {
    for (const mode of t.modes) {
      await page.evaluate((mode) => { document.documentElement.dataset.mode = mode; }, mode);
      for (const width of t.widths) {
        await page.setViewportSize({ width, height: 900 });
        await t.shot(page, `outside-${label}-${mode}-${width}`);
        await t.check(page, `${label} ${mode} ${width}`);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.evaluate(() => { document.documentElement.dataset.mode = "standard"; });
  };
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32).toString("base64");
  const admin = await t.signedIn("xitong");
  let id = "";
  let secret = "";

  await t.step("a system is registered and its secret is shown once", async () => {
    await admin.goto(`${t.base}/desk/systems`);
    await measure(admin, "none");
    await admin.goto(`${t.base}/desk/systems/new`);
    await send(admin);
    await measure(admin, "refused");
    await admin.fill("[name=name]", "示例法院审判系统");
    await admin.fill("[name=organization]", "钟祥市人民法院");
    await admin.check("[name=reports][value=litigation]");
    await admin.check("[name=refers]");
    await admin.check("[name=reach][value=nothing]");
    await admin.fill("[name=public_key]", raw);
    await send(admin);
    const codes = await admin.locator(".confirmation-code").allInnerTexts();
    ok(codes.length === 2, await admin.locator("main").innerText());
    [id, secret] = codes.map((code) => code.trim());
    await measure(admin, "issued");
  });

  await t.step("what it sends about no dispute is held, and seen", async () => {
    const basic = Buffer.from(`${id}:${secret}`).toString("base64");
    const grant = await fetch(`${t.base}/oauth/token`, { method: "POST", headers: { authorization: `Basic ${basic}` }, body: new URLSearchParams({ grant_type: "client_credentials" }) });
    const { access_token } = await grant.json();
    const data = { dispute: "钟行争〔2026〕9999号", procedure: "litigation", happened_on: "2026-01-05", step: { step: "accepted" } };
    const body = JSON.stringify({ specversion: "1.0", id: "1", source: "/courts/example", type: "cn.huajie.proceeding.milestone", data });
    const seconds = Math.floor(Date.now() / 1000);
    const signed = sign(null, Buffer.from(`${seconds}.${body}`), privateKey).toString("base64");
    const told = await fetch(`${t.base}/api/events`, { method: "POST", body, headers: { authorization: `Bearer ${access_token}`, "content-type": "application/cloudevents+json", "huajie-signature": `t=${seconds},ed25519=${signed}` } });
    ok(told.status === 422, `${told.status} ${await told.text()}`);
    await admin.goto(`${t.base}/desk/systems`);
    await measure(admin, "held");
    await admin.goto(`${t.base}/desk/systems/${id}`);
    await measure(admin, "one");
  });

  await t.step("it is set aside with a reason", async () => {
    await admin.goto(`${t.base}/desk/systems`);
    await admin.locator("a", { hasText: "搁置" }).first().click();
    await measure(admin, "set-aside");
    await admin.fill("[name=reason]", "对方编号写错，已电话告知");
    await send(admin);
    ok((await admin.locator("main").innerText()).includes("已搁置"), await admin.locator("main").innerText());
    for (const step of ["change", "change_key", "withdraw"]) {
      await admin.goto(`${t.base}/desk/systems/${id}/${step}`);
      await measure(admin, step);
    }
  });

  await t.step("the auditor sees it and changes nothing", async () => {
    const auditor = await t.signedIn("shenji");
    await auditor.goto(`${t.base}/desk/systems/${id}`);
    ok(await auditor.locator("main .buttons a").count() === 0, "the auditor is offered steps");
    await measure(auditor, "auditor");
  });
}
