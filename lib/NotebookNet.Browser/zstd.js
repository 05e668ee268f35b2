// Unpacks Zstandard, by its own decoder.

const decoder = fetch(new URL('zstd/zstd.wasm', import.meta.url), { credentials: 'omit' }).then(response => response.arrayBuffer());

/** The content of a pack. */
export async function decompress(pack, size) {
  const imports = { env: { emscripten_notify_memory_growth() {} } };
  const { exports } = (await WebAssembly.instantiate(await decoder, imports)).instance;
  const from = exports.malloc(pack.length);
  const to = exports.malloc(size);
  if (from === 0 || to === 0) {
    throw new RangeError('no memory is left');
  }
  new Uint8Array(exports.memory.buffer).set(pack, from);
  if (exports.ZSTD_decompress(to, size, from, pack.length) !== size) {
    throw new Error('a file of the engine is damaged: reload the page without its cache');
  }
  return new Uint8Array(exports.memory.buffer, to, size);
}
