// Keeps the engine, its data and the pages whose chapters were run, so that they run again without network. It is registered when
// a reader first runs a cell.
const engine = "notebooknet-engine";
const pages = "notebooknet-pages";
const site = new URL("./", self.location).href;
const list = `${site}engine/files.json`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const { url, method } = event.request;
  if (method !== "GET" || !url.startsWith(site)) {
    return;
  }
  if (url === list) {
    event.respondWith(newestList(event.request));
  } else {
    event.respondWith(answer(event.request));
  }
});

async function answer(request) {
  const isEngine = request.url.startsWith(`${site}engine/`) || (await listed()).has(request.url);
  return isEngine ? keptFirst(request) : keptWithoutNetwork(request);
}

self.addEventListener("message", event => {
  if (event.data.type === "keep") {
    event.waitUntil(keep(event.data.urls));
  }
});

// ---- The engine: its files do not change as long as their list does not

async function newestList(request) {
  const cache = await caches.open(engine);
  const kept = await cache.match(list);
  try {
    const answer = await fetch(request, { cache: "no-cache" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    const now = await answer.clone().text();
    if (kept && (await kept.clone().text()) !== now) {
      await dropReplaced(cache, await kept.json(), JSON.parse(now));
    }
    await cache.put(list, answer.clone());
    return answer;
  } catch (error) {
    return kept ?? Response.error();
  }
}

// What both lists give the same checksum stays: a data set need not come again with a new engine.
async function dropReplaced(cache, before, now) {
  const sums = sumsOf(now);
  const same = new Set([...sumsOf(before)].filter(([url, sum]) => sums.get(url) === sum).map(([url]) => url));
  for (const request of await cache.keys()) {
    if (!same.has(request.url)) {
      await cache.delete(request);
    }
  }
}

// Data sets may lie beside the engine's folder.
async function listed() {
  const kept = await (await caches.open(engine)).match(list);
  return kept ? sumsOf(await kept.json()) : new Map();
}

function sumsOf({ files = [] }) {
  return new Map(files.map(({ url, sha256 }) => [new URL(url, list).href, sha256]));
}

async function keptFirst(request) {
  const cache = await caches.open(engine);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.status === 200) {
    // Where the store is full, the page runs all the same.
    cache.put(request, answer.clone()).catch(() => {});
  }
  return answer;
}

// ---- Pages: the newest where there is a network

async function keep(urls) {
  const cache = await caches.open(pages);
  await Promise.all(
    urls.map(async url => {
      try {
        const answer = await fetch(url, { credentials: "omit" });
        if (answer.ok) {
          await cache.put(url, answer);
        }
      } catch {
        // Then this part will be missing without network.
      }
    })
  );
}

async function keptWithoutNetwork(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const cache = await caches.open(pages);
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) {
      return kept;
    }
    throw error;
  }
}
