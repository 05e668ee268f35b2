// What a chapter's page does in the browser, on the site and in the file that stands alone. Without it the page can be read:
// figures are pictures, and answers open.
(() => {
  "use strict";

  // The look that the course's figures are stored in, and the one for dark pages. Whoever makes the page fills it in.
  const templates = "{templates}";

  // A figure is drawn at the size that it was made for. Down to this share of it, it still reads when it is made smaller.
  const smallest = 0.75;

  const root = document.documentElement;
  const home = document.currentScript && document.currentScript.src;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  // Calls within one frame are one.
  function once(action) {
    let asked = 0;
    return () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(action);
    };
  }

  // ---- Theme

  let isPrinting = false;

  function isDark() {
    const chosen = root.getAttribute("data-bs-theme");
    return chosen ? chosen === "dark" : prefersDark.matches;
  }

  function onTheme(action) {
    const changed = () => isPrinting || action();
    prefersDark.addEventListener("change", changed);
    new MutationObserver(changed).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
  }

  // A picture follows the page's switch, not only the system's; paper is white.
  function choosePictures() {
    for (const source of document.querySelectorAll(".notebook-figure source")) {
      source.media = isDark() ? "screen" : "not all";
    }
  }

  // ---- What figures need

  function loadScript(script) {
    return new Promise((resolve, reject) => {
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => reject(new Error("plotly.js could not be loaded."));
      document.head.append(script);
    });
  }

  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), character => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return make("script", { src: URL.createObjectURL(await new Response(stream).blob()) });
  }

  let plotly = null;

  // plotly.js is in the page, compressed, or lies beside this script.
  function loadPlotly() {
    const packed = document.getElementById("notebook-plotly");
    plotly ??= window.Plotly
      ? Promise.resolve(window.Plotly)
      : packed
        ? unpack(packed).then(loadScript)
        : loadScript(make("script", { src: new URL("plotly.min.js", home).href }));
    return plotly;
  }

  async function readJson(place) {
    if (place.startsWith("#")) {
      return JSON.parse(document.getElementById(place.slice(1)).textContent);
    }
    const answer = await fetch(place);
    if (!answer.ok) {
      throw new Error(`${place}: ${answer.status}`);
    }
    return answer.json();
  }

  // ---- Figures

  // Equal objects have equal texts, in whatever order their keys stand.
  function canonical(value) {
    return JSON.stringify(value, (_, part) =>
      part && typeof part === "object" && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part
    );
  }

  // A look that a figure brought itself is its look on any page.
  function lookOf(figure) {
    figure.isHouse ??= !!templates.light && canonical(figure.template) === canonical(templates.light);
    return figure.isHouse && isDark() ? templates.dark : figure.template;
  }

  const figures = new Map();
  let turn = Promise.resolve();

  class Figure {
    constructor(element) {
      this.element = element;
      this.isNear = false;
      this.isOpen = false;
      this.image = element.querySelector("img");
      this.frame = make("div", { className: "notebook-frame" });
      this.frame.append(...element.childNodes);
      this.button = make("button", { type: "button", className: "notebook-enlarge" });
      this.button.addEventListener("click", () => this.toggle());
      element.append(this.frame, this.button);
      this.fit();
    }

    get width() {
      return Number(this.image.getAttribute("width")) || this.image.naturalWidth;
    }

    // On a phone a figure would be drawn with letters of two millimetres, or over other ones: there its picture shows the whole,
    // and a tap opens it at its own size, to be moved under the finger.
    fit() {
      const share = this.element.clientWidth / this.width;
      this.isNarrow = share < smallest;
      this.isOpen &&= this.isNarrow;
      // A white picture on a dark page is worse than small letters, and no picture is.
      const isPale = !!this.element.figure || (isDark() && !this.element.querySelector("source"));
      this.isStill = this.isNarrow && !this.isOpen && !isPale;
      this.element.classList.toggle("notebook-narrow", this.isNarrow);
      this.element.classList.toggle("notebook-open", this.isOpen);
      this.element.classList.toggle("notebook-still", this.isStill);
      this.button.textContent = this.isOpen ? "Fit to the width" : "Enlarge";
      this.button.setAttribute("aria-label", `${this.button.textContent}: figure`);
      this.place();
      this.ask();
    }

    toggle() {
      this.isOpen = !this.isOpen;
      this.fit();
    }

    get isWanted() {
      return this.isNear && !this.isStill;
    }

    // Figures are drawn one after another, and the page may be scrolled and clicked between two.
    ask() {
      if (!this.isWanted || this.isAsked) {
        return;
      }
      this.isAsked = true;
      turn = turn.then(() => new Promise(resolve => setTimeout(resolve))).then(() => this.draw());
    }

    async draw() {
      this.isAsked = false;
      if (!this.isWanted || this.hasFailed) {
        return;
      }
      try {
        await (this.plot ? this.follow() : this.drawFirst());
      } catch (error) {
        this.hasFailed = true;
        this.plot?.remove();
        this.element.classList.remove("notebook-drawn");
        console.warn(`The picture of a figure stays: ${error.message}`);
      }
    }

    async drawFirst() {
      const { figure, dataset } = this.element;
      const [Plotly, json] = await Promise.all([loadPlotly(), figure ?? readJson(dataset.figure)]);
      const { data, frames, config, layout = {} } = json;
      this.json = figure;
      this.template = layout.template;
      this.look = lookOf(this);
      this.size = [layout.width ?? this.width, layout.height ?? this.image.naturalHeight];
      const plot = make("div", { className: "notebook-plot" });
      plot.style.width = `${this.size[0]}px`;
      plot.style.height = `${this.size[1]}px`;
      this.frame.append(plot);
      this.plot = plot;
      this.place();
      await Plotly.newPlot(plot, {
        data,
        frames,
        layout: { ...layout, ...scrollable(layout), template: this.look },
        config: { ...config, responsive: false },
      });
      this.name();
      this.element.classList.add("notebook-drawn");
    }

    async follow() {
      if (this.element.figure !== this.json) {
        await this.change();
      }
      const look = lookOf(this);
      if (look !== this.look) {
        this.look = look;
        await window.Plotly.relayout(this.plot, { template: look });
      }
    }

    // A cell that runs may show its figure again, with other data.
    async change() {
      this.json = this.element.figure;
      const { data, frames, config, layout = {} } = this.json;
      await window.Plotly.react(this.plot, {
        data,
        frames,
        layout: { ...layout, ...scrollable(layout), template: this.look },
        config: { ...config, responsive: false },
      });
    }

    // Over the picture, and as large as the picture is shown.
    place() {
      if (this.plot) {
        const share = this.image.clientWidth / this.size[0];
        this.plot.style.transform = share === 1 ? "" : `scale(${share})`;
        this.plot.style.left = `${this.image.offsetLeft}px`;
        this.plot.style.top = `${this.image.offsetTop}px`;
      }
    }

    // What the picture says, the drawing says; its letters and numbers, read out one by one, say nothing.
    name() {
      this.plot.querySelectorAll(".main-svg").forEach((part, i) => {
        if (i === 0) {
          part.setAttribute("role", "img");
          part.setAttribute("aria-label", this.image.alt);
        } else {
          part.setAttribute("aria-hidden", "true");
        }
      });
    }
  }

  // A finger on a figure moves the page; a mouse zooms.
  function scrollable(layout) {
    return matchMedia("(pointer: coarse)").matches ? { dragmode: layout.dragmode ?? false } : {};
  }

  function startFigures() {
    const near = new IntersectionObserver(
      entries => {
        for (const entry of entries) {
          const figure = figures.get(entry.target);
          if (!entry.target.isConnected) {
            drop(figure);
            continue;
          }
          figure.isNear = entry.isIntersecting;
          figure.ask();
        }
      },
      { rootMargin: "400px 0px" }
    );
    const sizes = new ResizeObserver(entries => entries.forEach(entry => figures.get(entry.target)?.fit()));

    function watch(element) {
      figures.set(element, new Figure(element));
      near.observe(element);
      sizes.observe(element);
    }

    function drop(figure) {
      near.unobserve(figure.element);
      sizes.unobserve(figure.element);
      figures.delete(figure.element);
      if (figure.plot) {
        window.Plotly.purge(figure.plot);
      }
    }

    document.querySelectorAll(".notebook-figure[data-figure]").forEach(watch);
    // A cell that runs on the page has drawn a figure, or another one in its place; its data are the element's `figure`.
    document.addEventListener("notebook-figure", ({ target }) =>
      figures.has(target) ? figures.get(target).ask() : watch(target)
    );
    choosePictures();
    onTheme(() => {
      choosePictures();
      figures.forEach(figure => figure.fit());
    });
  }

  // ---- What is folded

  function unfold(element) {
    for (let part = element; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") {
        part.open = true;
      }
    }
  }

  function unfoldTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("details")) {
      unfold(target);
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  function startFolds() {
    addEventListener("hashchange", unfoldTarget);
    unfoldTarget();
    // What a search has found, it marks.
    const unfoldMarks = once(() => document.querySelectorAll("details:not([open]) mark").forEach(unfold));
    new MutationObserver(unfoldMarks).observe(document.body, { childList: true, subtree: true });
  }

  // Paper is white, and nothing on it opens.
  function startPrint() {
    let opened = [];
    let theme = null;
    addEventListener("beforeprint", () => {
      isPrinting = true;
      opened = [...document.querySelectorAll("details:not([open])")];
      opened.forEach(fold => (fold.open = true));
      theme = root.getAttribute("data-bs-theme");
      if (theme) {
        root.setAttribute("data-bs-theme", "light");
      }
    });
    addEventListener("afterprint", () => {
      opened.forEach(fold => (fold.open = false));
      if (theme) {
        root.setAttribute("data-bs-theme", theme);
      }
      // The change above is reported when this has ended.
      setTimeout(() => (isPrinting = false));
    });
  }

  // ---- Terms of the glossary

  const unmarked =
    "a, button, code, pre, summary, h1, h2, h3, h4, h5, h6, table, figure, .math, mjx-container, .katex, .notebook-output, .notebook-term, .run-bar";

  // "rectified linear unit (ReLU)" is met by either name.
  function namesOf(term) {
    const [, long, short] = /^(.*?)\s*(?:\((.*)\))?$/.exec(term);
    return short ? [long, short] : [long];
  }

  function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  }

  function readTerms(entries) {
    const terms = new Map();
    for (const entry of entries) {
      for (const name of namesOf(entry.term)) {
        terms.set(name.toLowerCase(), entry);
      }
    }
    const names = [...terms.keys()].sort((a, b) => b.length - a.length).map(escaped);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])(${names.join("|")})(?:s|es)?(?![\\p{L}\\p{N}_-])`, "giu");
    return { pattern, find: text => terms.get(text.toLowerCase().replace(/\s+/g, " ")) };
  }

  function markTerm(text, start, length, entry) {
    const found = text.splitText(start);
    const rest = found.splitText(length);
    const mark = make("span", { className: "notebook-term", tabIndex: 0 });
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-expanded", "false");
    found.replaceWith(mark);
    mark.append(found);
    mark.entry = entry;
    return rest;
  }

  // The first time in each section.
  function markTerms({ pattern, find }) {
    const walker = document.createTreeWalker(document.querySelector("article") ?? document.body, NodeFilter.SHOW_ALL, {
      acceptNode: node =>
        node.nodeType === Node.TEXT_NODE || /^H[12]$/.test(node.nodeName)
          ? NodeFilter.FILTER_ACCEPT
          : node.nodeType === Node.ELEMENT_NODE && !node.matches(unmarked)
            ? NodeFilter.FILTER_SKIP
            : NodeFilter.FILTER_REJECT,
    });
    const texts = [];
    while (walker.nextNode()) {
      texts.push(walker.currentNode);
    }
    let seen = new Set();
    for (let text of texts) {
      if (text.nodeType !== Node.TEXT_NODE) {
        seen = new Set();
        continue;
      }
      if (text.parentElement.closest(unmarked)) {
        continue;
      }
      pattern.lastIndex = 0;
      for (let match; (match = pattern.exec(text.data)); ) {
        const entry = find(match[1]);
        if (!seen.has(entry)) {
          seen.add(entry);
          text = markTerm(text, match.index, match[0].length, entry);
          pattern.lastIndex = 0;
        }
      }
    }
  }

  const tip = make("div", { id: "notebook-tip", role: "tooltip", hidden: true });
  let explained = null;
  let leaving = 0;

  function explain(mark) {
    clearTimeout(leaving);
    if (explained === mark) {
      return;
    }
    forget();
    explained = mark;
    const korean = make("b", { lang: "ko", textContent: mark.entry.korean });
    tip.replaceChildren(korean, make("span", { textContent: mark.entry.meaning }));
    tip.hidden = false;
    mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-describedby", tip.id);
    const word = mark.getClientRects()[0];
    const page = root.clientWidth;
    tip.style.left = `${scrollX + Math.max(8, Math.min(word.left, page - tip.offsetWidth - 8))}px`;
    const below = word.bottom + tip.offsetHeight + 8 < root.clientHeight;
    tip.style.top = `${scrollY + (below ? word.bottom + 4 : word.top - tip.offsetHeight - 4)}px`;
  }

  function forget() {
    tip.hidden = true;
    explained?.setAttribute("aria-expanded", "false");
    explained?.removeAttribute("aria-describedby");
    explained = null;
  }

  // The pointer may cross over to the explanation, to read on or to copy it.
  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(forget, 250);
  }

  function startTips() {
    document.body.append(tip);
    const markOf = event => event.target.closest?.(".notebook-term");
    document.addEventListener("pointerover", event => {
      if (event.target.closest?.("#notebook-tip")) {
        clearTimeout(leaving);
      } else if (markOf(event)) {
        explain(markOf(event));
      } else if (explained && explained !== document.activeElement) {
        leave();
      }
    });
    document.addEventListener("focusin", event => (markOf(event) ? explain(markOf(event)) : forget()));
    document.addEventListener("focusout", event => markOf(event) && leave());
    document.addEventListener("click", event => {
      if (markOf(event)) {
        explain(markOf(event));
      } else if (!event.target.closest?.("#notebook-tip")) {
        forget();
      }
    });
    document.addEventListener("keydown", event => {
      if (event.key === "Escape") {
        forget();
      } else if ((event.key === "Enter" || event.key === " ") && markOf(event)) {
        event.preventDefault();
        explained ? forget() : explain(markOf(event));
      }
    });
  }

  // Terms are looked up on pages of chapters alone.
  async function startGlossary() {
    if (!document.querySelector(".notebook-figure, .notebook-output, .notebook-answer")) {
      return;
    }
    try {
      const inPage = document.getElementById("notebook-glossary");
      if (!inPage && !home) {
        return;
      }
      const entries = await readJson(inPage ? "#notebook-glossary" : new URL("../glossary.json", home).href);
      markTerms(readTerms(entries));
      startTips();
    } catch (error) {
      console.warn(`No glossary: ${error.message}`);
    }
  }

  // ---- What is too wide, and what no key reaches

  const scrollers = "pre, pre code, .table-responsive, .notebook-output, .notebook-frame, .notebook-scroll, mjx-container, .katex-display";

  // Who has no mouse scrolls with the arrow keys, once the thing has the focus.
  function reachScrollers() {
    for (const part of document.querySelectorAll("mjx-container:not([display]), .katex:not(.katex-display > *)")) {
      const line = part.closest("p, li, dd, td, th, blockquote, details, article");
      if (line?.clientWidth > 0 && part.getBoundingClientRect().right > line.getBoundingClientRect().right + 1) {
        part.classList.add("notebook-wide");
      }
    }
    for (const part of document.querySelectorAll(`:is(article, main) :is(${scrollers})`)) {
      const isWide = part.scrollWidth > part.clientWidth + 1;
      if (isWide && !part.hasAttribute("tabindex")) {
        part.tabIndex = 0;
        part.dataset.scrolls = "";
      } else if (!isWide && "scrolls" in part.dataset) {
        part.removeAttribute("tabindex");
        delete part.dataset.scrolls;
      }
    }
  }

  function startReach() {
    const soon = once(() => {
      reachScrollers();
      reachMenus();
    });
    addEventListener("load", soon);
    addEventListener("resize", soon);
    document.addEventListener("toggle", soon, true);
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
    soon();
  }

  // ---- The site's own menu

  // docfx opens its menu of themes by a link that leads nowhere: no key reaches it, and a screen reader calls it nothing.
  function reachMenus() {
    for (const link of document.querySelectorAll("a.dropdown-toggle:not([href], [role])")) {
      link.setAttribute("role", "button");
      link.tabIndex = 0;
      link.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          link.click();
        }
      });
    }
  }

  // ---- The page that stands alone: the site brings its own

  function wrap(element, className) {
    const box = make("div", { className });
    element.replaceWith(box);
    box.append(element);
    return box;
  }

  async function copy(code, button) {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  }

  function startAlone() {
    for (const code of document.querySelectorAll("pre > code")) {
      if (navigator.clipboard) {
        const button = make("button", { type: "button", className: "notebook-copy", textContent: "Copy" });
        button.addEventListener("click", () => copy(code, button));
        wrap(code.parentElement, "notebook-code").append(button);
      }
    }
    for (const table of document.querySelectorAll("table")) {
      if (!table.closest(".notebook-output")) {
        wrap(table, "notebook-scroll");
      }
    }
  }

  // ----

  if (document.body.classList.contains("notebook-page")) {
    startAlone();
  }
  startFigures();
  startFolds();
  startPrint();
  startReach();
  startGlossary();
})();
