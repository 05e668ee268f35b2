// A chapter that was run here once runs again without network: the service worker `run-offline.js` keeps what it took.

/** Waits until the service worker stands between the page and the site; without one everything works but that. */
export async function prepareOffline(site) {
  if (!navigator.serviceWorker) {
    return;
  }
  try {
    const isThere = new Promise(resolve => (navigator.serviceWorker.oncontrollerchange = resolve));
    const registration = await navigator.serviceWorker.register(new URL("run-offline.js", site));
    // One that was there before does not take over a page that was loaded past it.
    if (!navigator.serviceWorker.controller && registration.active?.state !== "activated") {
      await inTime(isThere);
    }
    // Before anything of the engine: a newer list drops what it replaces.
    await fetch(new URL("engine/files.json", site), { credentials: "omit" });
  } catch (error) {
    console.info(`Without network this page will not run: ${error.message}`);
  }
}

function inTime(promise) {
  return Promise.race([promise, new Promise(resolve => setTimeout(resolve, 3000))]);
}

/** Keeps this page with what it shows. */
export function keepOffline(notebook, site) {
  const loaded = performance.getEntriesByType("resource").map(entry => entry.name);
  const figures = [...document.querySelectorAll("[data-figure]")].map(figure => new URL(figure.dataset.figure, location).href);
  const pictures = [...document.images].flatMap(image => [image.currentSrc, image.src]);
  const page = location.href.split("#")[0];
  const code = ["editor.min.js", "../plotly.min.js"].map(file => new URL(file, import.meta.url).href);
  const urls = [page, notebook, ...code, ...loaded, ...figures, ...pictures].filter(url => url.startsWith(site) && !url.startsWith(`${site}engine/`));
  navigator.serviceWorker?.controller?.postMessage({ type: "keep", urls: [...new Set(urls)] });
}
