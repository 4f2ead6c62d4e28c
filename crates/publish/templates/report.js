// Small comforts; the page says everything without them.
(() => {
  "use strict";
  const root = document.documentElement;

  // Light, dark, or as the system has it.
  const look = document.getElementById("look");
  const looks = ["auto", "light", "dark"];
  const show = (name) => {
    if (name === "auto") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", name);
    look.textContent = look.dataset[name];
    look.dataset.now = name;
  };
  look.addEventListener("click", () => show(looks[(looks.indexOf(look.dataset.now) + 1) % looks.length]));
  show("auto");
  look.hidden = false;

  // Findings of one kind, or of one firmness.
  const form = document.getElementById("filter");
  if (form) {
    const [kind, hold, count] = ["filter-kind", "filter-hold", "filter-count"].map((id) => document.getElementById(id));
    const findings = [...document.querySelectorAll("#findings .finding")];
    const apply = () => {
      let shown = 0;
      for (const finding of findings) {
        const fits = (!kind.value || finding.dataset.kind === kind.value) && (!hold.value || finding.dataset.hold === hold.value);
        finding.parentElement.hidden = !fits;
        shown += fits;
      }
      for (const group of document.querySelectorAll("#findings .group")) {
        group.hidden = !group.querySelector(".target:not([hidden])");
      }
      count.textContent = shown + " / " + findings.length;
    };
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    apply();
  }

  // A passage that crosses another mark is cut into pieces: light up all of them, and open what hides the target.
  const light = () => {
    document.querySelectorAll(".is-target").forEach((piece) => piece.classList.remove("is-target"));
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    document.querySelectorAll("[data-of]").forEach((piece) => {
      if (piece.dataset.of === id) piece.classList.add("is-target");
    });
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  };
  addEventListener("hashchange", light);
  light();

  // Paper has no closed drawers.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((drawer) => { drawer.open = true; });
  });
  addEventListener("afterprint", () => { opened.forEach((drawer) => { drawer.open = false; }); });
})();
