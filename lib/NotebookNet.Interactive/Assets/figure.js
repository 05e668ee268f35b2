// Another notebook on the page, or a second view of an output, may hold an element of the same name.
var before = document.currentScript && document.currentScript.previousElementSibling;
var element = before && before.id === name ? before : document.getElementById(name);
var isShown = false;
var shownTemplate = null;

// A script runs: what stands there for readers without one would be seen until the figure is drawn.
element.textContent = "";

// How light a computed color is, from 0 to 1, and how opaque.
function shade(color) {
  var parts = /^([a-z]+)\((?:[a-z][\w-]* )?(.*)\)$/.exec(color) || ["", "none", "0 0 0 0"];
  var n = parts[2].split(/[\s,\/]+/).map(function (part) { return parseFloat(part) || 0; });
  var luma = 0.299 * n[0] + 0.587 * n[1] + 0.114 * n[2];
  var light = /^ok/.test(parts[1]) ? n[0] : /^l/.test(parts[1]) ? n[0] / 100 : parts[1] === "color" ? luma : luma / 255;
  return { light: light, opaque: n.length > 3 ? n[3] : 1 };
}

// The color of a page that paints nothing itself, which its color-scheme decides.
function canvas() {
  var probe = document.createElement("i");
  probe.style.cssText = "position:absolute;background:Canvas";
  document.documentElement.appendChild(probe);
  var color = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return shade(color);
}

// What is painted behind the figure decides; where nothing is, the editor's word, and in a frame of unknown color the reader's preference.
function isDark() {
  var light = 0;
  var open = 1;
  for (var part = element.parentNode; part; part = part.parentNode) {
    if (part.nodeType !== 1) { continue; }
    var paint = shade(getComputedStyle(part).backgroundColor);
    light += open * paint.opaque * paint.light;
    open *= 1 - paint.opaque;
  }
  if (open < 0.5) { return light / (1 - open) < 0.5; }
  var body = document.body;
  var kind = body.className + " " + (body.getAttribute("data-vscode-theme-kind") || "");
  if (/vscode-/.test(kind)) { return /vscode-(dark|high-contrast(?!-light))/.test(kind); }
  var jupyter = body.getAttribute("data-jp-theme-light");
  if (jupyter) { return jupyter === "false"; }
  return window === window.parent ? canvas().light < 0.5 : matchMedia("(prefers-color-scheme: dark)").matches;
}

function draw() {
  if (isShown || !window.Plotly) { return; }
  isShown = true;
  element.textContent = "";
  figure.layout.template = shownTemplate = isDark() ? night : light;
  window.Plotly.newPlot(element, figure);
  element.notebooknetLook = look;
  window.notebooknetFollow(element);
}

function look() {
  var template = isDark() ? night : light;
  if (template !== shownTemplate) {
    shownTemplate = template;
    window.Plotly.relayout(element, { template: template });
  }
}

var isInEditor = /vscode-/.test(document.body.className) || !!window.Jupyter || !!document.getElementById("jupyter-config-data");

function fail() {
  element.textContent = isInEditor
    ? "plotly.js, which draws this figure, is not on the page, and its address cannot be reached: " + address +
      ". Run the code cell that calls Notebook.Setup(), the notebook's first: it brings plotly.js without a network, and the figure appears here."
    : "plotly.js, which draws this figure, could not be loaded: " + address +
      ". Open the page where that can be reached; or make it from a notebook that holds pictures of its figures: notebooknet run --previews stores them.";
}

// All figures of the page ask once.
function fetchPlotly() {
  var script = document.getElementById("notebooknet-plotly") || document.createElement("script");
  // With the script goes what it would keep of figures that are cleared away.
  script.addEventListener("load", function () { script.remove(); if (window.Plotly) { draw(); } else { fail(); } });
  script.addEventListener("error", function () { script.remove(); fail(); });
  if (!script.id) {
    script.id = "notebooknet-plotly";
    script.src = address;
    document.head.appendChild(script);
  }
}

// In an editor the loader may still be on its way; a page has it above its figures or not at all.
var patience = isInEditor ? 40 : 10;
(function wait(tries) {
  draw();
  if (isShown || (tries > 0 && !element.isConnected)) { return; }
  if (tries === patience) { fetchPlotly(); }
  setTimeout(wait, tries < patience ? 100 : 1000, tries + 1);
})(0);
