// The desk's keys: palette (Ctrl+K), j/k in lists, ? for help. Everything they do can be done without them.
// Nothing fires while an input method composes; single keys can be switched off and stay off.
"use strict";
(() => {
  const STORE = "huajie.single-keys";
  const off = () => { try { return localStorage.getItem(STORE) === "off"; } catch { return false; } };
  const setOff = (value) => { try { localStorage.setItem(STORE, value ? "off" : "on"); } catch { /* private window */ } };
  const make = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  };
  // A box to tick takes no letters; after the key list closes, the focus rests on its box for one frame more.
  const typing = (target) => target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])"));
  const dialog = (label) => {
    const box = make("dialog", { "aria-label": label });
    box.addEventListener("close", () => box.remove());
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
    document.body.append(box);
    return box;
  };

  // Every place the palette knows is a link already on the page.
  const places = () => [...document.querySelectorAll(".nav a, .tabs a, [data-palette]")]
    .filter((link) => link instanceof HTMLAnchorElement)
    .map((link) => ({ label: link.textContent.trim().replace(/\s+/g, " "), href: link.href }));

  const palette = () => {
    if (document.querySelector("dialog[open]")) return;
    const box = dialog("去哪里");
    const input = make("input", { type: "text", "aria-label": "去哪里，或搜案号、姓名、事由", placeholder: "去哪里，或搜案号、姓名、事由", autocomplete: "off" });
    const list = make("ul");
    let chosen = 0;
    const show = () => {
      const words = input.value.trim();
      const found = places().filter((place) => place.label.includes(words));
      if (words) found.push({ label: `搜索“${words}”`, href: "/search", words });
      chosen = Math.max(0, Math.min(chosen, found.length - 1));
      list.replaceChildren(...found.slice(0, 9).map((place, index) => {
        const link = make("a", { href: place.href }, place.label);
        // What is looked for is sent by the page's own form: it never stands in an address.
        if (place.words) link.addEventListener("click", (event) => {
          const field = document.getElementById("find");
          if (!field) return;
          event.preventDefault();
          field.value = place.words;
          field.form.submit();
        });
        if (index === chosen) link.setAttribute("data-chosen", "");
        return make("li", {}, link);
      }));
    };
    input.addEventListener("input", () => { chosen = 0; show(); });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        chosen += event.key === "ArrowDown" ? 1 : -1;
        event.preventDefault();
        show();
      } else if (event.key === "Enter") {
        event.preventDefault();
        list.querySelector("[data-chosen]")?.click();
      }
    });
    box.append(input, list);
    show();
    box.showModal();
  };

  const help = () => {
    if (document.querySelector("dialog[open]")) return;
    const box = dialog("快捷键");
    const row = (key, text) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, text));
    const box2 = make("input", { type: "checkbox", id: "single-keys" });
    box2.checked = !off();
    box2.addEventListener("change", () => setOff(!box2.checked));
    const close = make("button", { type: "button" }, "关闭");
    close.addEventListener("click", () => box.close());
    box.append(
      make("h2", {}, "快捷键"),
      make("dl", { class: "facts" },
        row("Ctrl + K", "去任何地方，或搜索"), row("j", "列表里下一件"), row("k", "列表里上一件"),
        row("Enter", "打开这一件"), row("?", "看这张表"), row("Esc", "关闭")),
      make("label", { class: "choice" }, box2, make("span", {}, "使用单个字母的快捷键")),
      make("div", { class: "buttons" }, close));
    box.showModal();
  };

  const step = (by) => {
    const links = [...document.querySelectorAll("[data-row] .row-link")];
    if (links.length === 0) return;
    const row = document.activeElement?.closest("[data-row]");
    const at = links.findIndex((link) => row?.contains(link));
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + by));
    links[next].focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      palette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off() && event.key !== "?") return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "?" && !off()) help();
  });
  document.querySelectorAll("[data-keys-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", help);
  });
  document.querySelectorAll("[data-palette-hint]").forEach((hint) => {
    hint.hidden = false;
  });
  // A menu closes when the reader goes elsewhere, and with Esc.
  document.addEventListener("click", (event) => {
    document.querySelectorAll(".me[open], .identity .clock[open], .table .clock[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const menu = document.activeElement?.closest("details[open]");
    if (menu) { menu.open = false; menu.querySelector("summary")?.focus(); }
  });
  // On a narrow screen the places are one row: where one is stands in sight of it.
  const current = document.querySelector(".nav [aria-current]");
  const row = current?.closest("ul");
  if (row && row.scrollWidth > row.clientWidth) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
})();
