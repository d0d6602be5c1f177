"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const findings = [...document.querySelectorAll("article.finding")];
  const rows = new Map([...document.querySelectorAll("tr[data-finding]")].map((row) => [row.dataset.finding, row]));
  const texts = new Map(findings.map((finding) => [finding, finding.textContent.toLowerCase()]));
  const count = document.getElementById("count");

  const checked = (name) => {
    const boxes = [...form.querySelectorAll(`input[name=${name}]`)];
    return boxes.length ? new Set(boxes.filter((box) => box.checked).map((box) => box.value)) : null;
  };

  const apply = () => {
    const severities = checked("severity");
    const states = checked("state");
    const rule = form.elements.rule.value;
    const source = form.elements.source.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    for (const finding of findings) {
      const data = finding.dataset;
      const fits =
        severities.has(data.severity) &&
        (!states || states.has(data.state)) &&
        (!rule || data.rule === rule) &&
        (!source || data.sources.split(" ").includes(source)) &&
        (!words || texts.get(finding).includes(words));
      finding.hidden = !fits;
      const row = rows.get(finding.id.replace("finding-", ""));
      if (row) row.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = `${shown} of ${findings.length} shown`;
  };

  const move = (step) => {
    const shown = findings.filter((finding) => !finding.hidden);
    const at = shown.indexOf(document.activeElement.closest("article.finding"));
    const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" });
    }
  };

  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") {
      event.preventDefault();
      form.elements.words.focus();
    }
  });
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  form.hidden = false;
  apply();
})();
