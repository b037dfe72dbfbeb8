// The real program with a fresh demonstration city on a free port; or the one that runs at HUAJIE_BASE.
// Its one-time codes come from `huajie code`, its letters from `outbox/` in the data folder.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const freePort = () => new Promise((found) => {
  const server = createServer();
  server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => found(port)); });
});

export async function startProgram(needed) {
  const binary = process.env.HUAJIE_BINARY ?? "";
  let base = process.env.HUAJIE_BASE ?? "";
  let folder = process.env.HUAJIE_VAR ?? "";
  let stop = async () => {};
  if (needed && !base && binary) {
    folder = mkdtempSync(join(tmpdir(), "huajie-var-"));
    const listen = `127.0.0.1:${await freePort()}`;
    const env = { ...process.env, HUAJIE_VAR: folder, HUAJIE_LISTEN: listen, HUAJIE_PUBLIC_URL: `http://${listen}` };
    delete env.DATABASE_URL;
    execFileSync(binary, ["demo"], { env, stdio: ["ignore", "ignore", "inherit"] });
    const child = spawn(binary, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
    const ended = new Promise((done) => child.once("exit", done));
    base = `http://${listen}`;
    stop = async () => { child.kill("SIGINT"); await Promise.race([ended, pause(3000).then(() => child.kill("SIGKILL"))]); rmSync(folder, { recursive: true, force: true }); };
    process.once("exit", () => child.kill("SIGKILL"));
    for (let tries = 0; ; tries += 1) {
      if (await fetch(base).then((reply) => reply.ok, () => false)) break;
      if (tries > 100) throw new Error("the program does not answer");
      await pause(100);
    }
  }
  const env = { ...process.env, HUAJIE_VAR: folder };
  return {
    base,
    stop,
    totp: (login) => execFileSync(binary, ["code", login], { env, encoding: "utf8" }).match(/\d{6}/)[0],
    // Letters are written once a second; a newer name sorts later.
    async letter(about) {
      for (let tries = 0; tries < 60; tries += 1) {
        let names = [];
        try { names = readdirSync(join(folder, "outbox")).sort().reverse(); } catch { /* none yet */ }
        const found = names.map((name) => readFileSync(join(folder, "outbox", name), "utf8")).find((text) => text.includes(about));
        if (found) return found;
        await pause(100);
      }
      throw new Error(`no letter says ${about}`);
    },
  };
}
