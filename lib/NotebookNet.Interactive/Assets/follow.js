// One watcher for the page. It is made outside of any figure's script, or it would keep the first figure that was drawn.
(function () {
  if (window.notebooknetFollow) { return; }
  var timers = [];
  function lookAll() {
    document.querySelectorAll(".notebooknet-figure").forEach(function (each) {
      if (each.notebooknetLook) { each.notebooknetLook(); }
    });
  }
  // Once more when a transition of colors has ended.
  function soon() {
    timers.forEach(clearTimeout);
    timers = [50, 600].map(function (pause) { return setTimeout(lookAll, pause); });
  }
  var watcher = new MutationObserver(soon);
  watcher.observe(document.head, { attributes: true, characterData: true, childList: true, subtree: true });
  document.head.addEventListener("load", soon, true);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon);
  // A theme may be set on anything that a figure stands in.
  window.notebooknetFollow = function (element) {
    for (var part = element.parentElement; part; part = part.parentElement) {
      watcher.observe(part, { attributes: true });
    }
  };
})();
