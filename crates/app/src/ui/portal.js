// Only for pages with a signature or a long text, in either house. Without it: a scan, or paper; and nothing is lost
// that was sent. Drafts stay in this tab only (sessionStorage), because telephones are shared.
"use strict";
(() => {
  const pad = (field) => {
    const hidden = field.querySelector("input[type=hidden]");
    const canvas = document.createElement("canvas");
    canvas.width = 960;
    canvas.height = 384;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "手写签名区。不能手写时，请用下面的上传。");
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = "请用手指或鼠标在框内签名";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "重签";
    field.querySelector("[data-pad]").append(hint, canvas, clear);
    // As high as it stands on this screen: what is written is kept in its own proportions.
    const { width, height } = canvas.getBoundingClientRect();
    if (width && height) canvas.height = Math.round(canvas.width * height / width);
    const pen = canvas.getContext("2d");
    let last = null;
    const wipe = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      hidden.value = "";
    };
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      last = at(event);
      event.preventDefault();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!last) return;
      const next = at(event);
      pen.strokeStyle = "#000";
      pen.lineWidth = 6;
      pen.lineCap = "round";
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...next);
      pen.stroke();
      last = next;
      hidden.value = "pending";
    });
    const lift = () => {
      if (last && hidden.value) hidden.value = canvas.toDataURL("image/png");
      last = null;
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    clear.addEventListener("click", wipe);
    wipe();
  };
  document.querySelectorAll("[data-signature]").forEach(pad);

  document.querySelectorAll("textarea[data-draft]").forEach((area) => {
    const key = `draft:${location.pathname}:${area.name}`;
    let kept = null;
    try { kept = sessionStorage.getItem(key); } catch { return; }
    if (kept && kept !== area.value) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "恢复上次没有存上的文字";
      button.addEventListener("click", () => { area.value = kept; button.remove(); area.focus(); });
      area.after(button);
    } else if (kept) {
      sessionStorage.removeItem(key);
    }
    area.addEventListener("input", () => {
      try { sessionStorage.setItem(key, area.value); } catch { /* full: the server's copy still counts */ }
    });
  });
})();
