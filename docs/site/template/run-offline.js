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
  if ((await listed()).has(request.url)) {
    return keptFirst(request);
  }
  const isEngine = request.url.startsWith(`${site}engine/`);
  return newestOrKept(request, await caches.open(isEngine ? engine : pages), isEngine);
}

self.addEventListener("message", event => {
  if (event.data.type === "keep") {
    event.waitUntil(keep(event.data.urls));
  }
});

// ---- The engine: a pack's address and a data set's checksum change with their content

async function newestList(request) {
  const cache = await caches.open(engine);
  const kept = await cache.match(list);
  try {
    const answer = await fetch(request, { cache: "no-cache" });
    if (!answer.ok) {
      throw new Error(String(answer.status));
    }
    // What is no list, a network's page for logging in for one, throws and is not kept.
    const now = await answer.clone().json();
    if (kept) {
      await dropReplaced(cache, await kept.clone().json(), now);
    }
    await cache.put(list, answer.clone());
    return answer;
  } catch (error) {
    return kept ?? Response.error();
  }
}

// What is the same in both lists stays: a data set need not come again with a new engine.
async function dropReplaced(cache, before, now) {
  const sums = sumsOf(now);
  const old = sumsOf(before);
  for (const request of await cache.keys()) {
    if (old.has(request.url) && old.get(request.url) !== sums.get(request.url)) {
      await cache.delete(request);
    }
  }
}

async function listed() {
  const kept = await (await caches.open(engine)).match(list);
  return kept ? sumsOf(await kept.json()) : new Map();
}

// By address, what changes when the file does. Data sets lie where the repository has them.
function sumsOf({ packs = [], data = [] }) {
  return new Map([
    ...packs.map(({ url, bytes }) => [new URL(url, list).href, bytes]),
    ...data.map(({ path, sha256, bytes }) => [new URL(path, site).href, sha256 ?? bytes]),
  ]);
}

async function keptFirst(request) {
  const cache = await caches.open(engine);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) {
    return kept;
  }
  const answer = await fetch(request);
  if (answer.status === 200) {
    put(cache, request, answer);
  }
  return answer;
}

// Where the store is full, the page runs all the same.
function put(cache, request, answer) {
  cache.put(request, answer.clone()).catch(() => {});
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

async function newestOrKept(request, cache, keeps) {
  try {
    const answer = await fetch(request);
    if (keeps && answer.status === 200) {
      put(cache, request, answer);
    }
    return answer;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) {
      return kept;
    }
    throw error;
  }
}
