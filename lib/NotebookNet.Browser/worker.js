// The engine of a page: the session of NotebookNet.Session in a worker. What it says and is told: see README.md.
import { dotnet } from './_framework/dotnet.js';
import { install } from './kernels.js';
import { decompress } from './zstd.js';

const engine = new URL('./', import.meta.url);
const post = message => self.postMessage(message);

let session; // what C# exports
let running = null; // the id of the cell that runs
let files; // what the site serves: files.json
let site;
let FS;

self.onmessage = async ({ data }) => {
  try {
    switch (data.type) {
      case 'start':
        await start(data);
        post({ type: 'ready' });
        break;
      case 'run':
        await run(data);
        break;
      case 'variables':
        post({ type: 'variables', id: data.id, variables: JSON.parse(session.Variables()) });
        break;
    }
  } catch (error) {
    post({ type: 'failed', message: reason(error) });
  }
};

/** A runtime that has ended throws its exit code; after FailFast it throws nothing. */
function reason(error) {
  return error === undefined || error?.name === 'ExitStatus'
    ? 'the cell has ended its program: by Exit or FailFast, or with calls nested too deep.'
    : String(error?.message ?? error);
}

async function start({ site: root, chapter }) {
  site = new URL(root);
  files = await (await ask(new URL('files.json', engine), { cache: 'no-cache' })).json();
  const packed = await fetchPacks(files);
  const { setModuleImports, getAssemblyExports, getConfig, Module } = await dotnet
    .withResourceLoader((type, name, uri) => {
      if (type === 'dotnetjs') {
        return uri;
      }
      const contents = packed.get(`framework/${name}`) ?? packed.get(`session/${name}`);
      return Promise.resolve(
        new Response(contents, {
          headers: { 'content-type': type === 'dotnetwasm' ? 'application/wasm' : 'application/octet-stream' },
        }),
      );
    })
    .create();
  FS = Module.FS;
  for (const [path, contents] of packed) {
    if (path.endsWith('.wasm')) {
      continue;
    }
    write(`/${path}`, contents);
  }
  for (const file of files.data) {
    lendLazily(file);
  }
  const folder = `/course/${chapter.split('/').slice(0, -1).join('/')}`;
  FS.mkdirTree(folder);
  setModuleImports('page', {
    stream: (name, text) => post({ type: 'stream', id: running, name, text }),
    bundle: (type, displayId, bundle) => post({ type, id: running, displayId, bundle: JSON.parse(bundle) }),
    clear: wait => post({ type: 'clear', id: running, wait }),
    error: (ename, evalue, traceback) => post({ type: 'error', id: running, ename, evalue, traceback }),
  });
  session = (await getAssemblyExports(getConfig().mainAssemblyName)).NotebookNet.Browser.BrowserSession;
  for (const [name, place] of Object.entries((await install(Module)).properties)) {
    session.SetKernel(name, place);
  }
  const assemblies = [...packed.keys()].filter(path => /^(framework|session)\/.*\.dll$/.test(path));
  session.Start(folder, assemblies.map(path => `/${path}`).join(':'), '/session/');
}

async function run({ id, number, code }) {
  running = id;
  await bring(files.data.filter(file => file.bytes > 1e6 && new RegExp(`\\b${file.path.split('/')[1]}\\b`, 'i').test(code)));
  const begin = performance.now();
  const ok = await session.Run(number, code);
  running = null;
  post({ type: 'done', id, ok, milliseconds: performance.now() - begin });
}

async function ask(url, options) {
  const response = await fetch(url, { credentials: 'omit', ...options }).catch(() => {
    throw new Error(`${url} cannot be had: is there a network?`);
  });
  if (!response.ok) {
    throw new Error(`${url} cannot be had: the site answered ${response.status}`);
  }
  return response;
}

/** The files of the site's packs, each an archive `.tar.zst`, by their paths. */
async function fetchPacks({ packs }) {
  const total = packs.reduce((sum, pack) => sum + pack.bytes, 0);
  const found = new Map();
  let loaded = 0;
  const tell = piece => post({ type: 'progress', what: 'engine', loaded: (loaded += piece), total });
  const unpack = async ({ url, size }) => {
    const response = await ask(new URL(url, engine));
    const pack = await new Response(counted(response.body, tell)).arrayBuffer();
    try {
      untar(await decompress(new Uint8Array(pack), size), found);
    } catch (error) {
      // What is kept for pages without a network may be what is damaged.
      await self.caches?.delete('notebooknet-engine');
      throw error;
    }
  };
  await Promise.all(packs.map(unpack));
  return found;
}

/** A stream that tells how large each of its pieces is. */
function counted(stream, tell) {
  return stream.pipeThrough(
    new TransformStream({
      transform(piece, controller) {
        tell(piece.byteLength);
        controller.enqueue(piece);
      },
    }),
  );
}

function untar(bytes, found) {
  const text = (from, length) => new TextDecoder().decode(bytes.subarray(from, from + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const size = parseInt(text(at + 124, 12), 8);
    found.set(text(at, 100), bytes.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function write(path, contents) {
  FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
  FS.writeFile(path, contents, { canOwn: true });
}

const missing = new Map(); // what fills each data file that was not fetched yet, by the file's path

/** A data file that is fetched when it is opened. */
function lendLazily(file) {
  const path = `/course/${file.path}`;
  write(path, new Uint8Array(0));
  const node = FS.lookupPath(path).node;
  node.usedBytes = file.bytes;
  const fill = contents => {
    missing.delete(file.path);
    node.contents = contents;
    node.usedBytes = contents.length;
    node.stream_ops = usual;
  };
  const usual = node.stream_ops;
  missing.set(file.path, fill);
  node.stream_ops = {
    ...usual,
    open() {
      if (missing.has(file.path)) {
        fill(fetchNow(file));
      }
    },
  };
}

const inputOutputError = 29; // WASI's number of EIO

/** Fetches a file while the cell that opens it waits. Without it the cell gets an IOException, and goes on as it likes. */
function fetchNow(file) {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(file.path, site), false);
  request.responseType = 'arraybuffer';
  let reason = 'is there a network?';
  try {
    request.send();
    if (request.status === 200) {
      return new Uint8Array(request.response);
    }
    reason = `the site answered ${request.status}`;
  } catch {
    // The request did not reach the site.
  }
  post({ type: 'stream', id: running, name: 'stderr', text: `${file.path} cannot be had: ${reason}\n` });
  throw new FS.ErrnoError(inputOutputError);
}

/** Fetches the large data files that a cell names, before it runs. One that does not come is asked for again when the cell opens it. */
async function bring(wanted) {
  for (const file of wanted.filter(file => missing.has(file.path))) {
    let loaded = 0;
    const tell = piece => post({ type: 'progress', what: file.path, loaded: (loaded += piece), total: file.bytes });
    try {
      const response = await ask(new URL(file.path, site));
      const bytes = await new Response(counted(response.body, tell)).arrayBuffer();
      missing.get(file.path)(new Uint8Array(bytes));
    } catch {
      tell(file.bytes - loaded);
    }
  }
}
