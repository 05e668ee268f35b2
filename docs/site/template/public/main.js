// What the site's pages do besides what docfx' own scripts do.

// The entry of the contents that is being read.
function followScroll() {
  const links = new Map(
    [...document.querySelectorAll("#affix a")].map(link => [decodeURIComponent(link.hash.slice(1)), link])
  );
  const headings = [...document.querySelectorAll("article h2, article h3")].filter(heading => links.has(heading.id));
  let current = null;

  function mark() {
    const last = headings.findLast(heading => heading.getBoundingClientRect().top < innerHeight / 4);
    const link = last && links.get(last.id);
    if (link === current) {
      return;
    }
    current?.removeAttribute("aria-current");
    current = link;
    current?.setAttribute("aria-current", "true");
    const list = document.getElementById("affix");
    if (current && list.scrollHeight > list.clientHeight) {
      list.scrollTop = current.offsetTop - list.clientHeight / 2;
    }
  }

  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  mark();
}

// docfx writes the contents after this script has started.
function whenThere(selector, action) {
  const observer = new MutationObserver(() => {
    if (document.querySelector(selector)) {
      observer.disconnect();
      action();
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
}

export default {
  lunrLanguages: ["en", "ko"],
  showLightbox: image => !image.closest("a, table, .notebook-figure") && image.naturalWidth > 400,
  start: () => whenThere("#affix a", followScroll),
};
