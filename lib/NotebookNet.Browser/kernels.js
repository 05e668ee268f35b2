// Brings the compiled kernels into the runtime: WebAssembly that works in its memory and is called through its table of functions.

const folder = new URL('./Kernels/', import.meta.url);
const stackBytes = 65536;

// The functions of HostKernels.cs.
const names = [
    'multiply', 'softmax', 'gather', 'exp', 'log', 'tanh', 'sigmoid', 'tanhBackward', 'addScaled', 'dot', 'squaredDifferences',
];

/**
 * Installs the kernels and says where they are: properties for AppContext.SetData, to be set before the library is used.
 * `fused` tells which module serves: that with the engine's own multiply-add, or the exact one that puts it together.
 * @param runtime the module of Emscripten that dotnet.js gives
 */
export async function install(runtime) {
    const fused = await compileFused();
    const module = fused ?? await compile('exact.wasm');
    const { memory, __indirect_function_table: table, malloc } = runtime.wasmExports;
    const kernels = instantiate(module, memory, malloc(stackBytes));
    const first = table.grow(names.length);
    const properties = {};
    names.forEach((name, i) => {
        table.set(first + i, kernels[name]);
        properties[`NotebookNet.Kernels.${name}`] = first + i;
    });
    return { fused: fused !== null, properties };
}

/** The module with relaxed multiply-adds, where the engine knows them and they round once; else null. */
async function compileFused() {
    try {
        const module = await compile('fused.wasm');
        return roundsOnce(module) ? module : null;
    } catch (error) {
        if (error instanceof WebAssembly.CompileError) {
            return null;
        }

        throw error;
    }
}

async function compile(file) {
    const response = await fetch(new URL(file, folder), { credentials: 'omit' });
    if (!response.ok) {
        throw new Error(`${response.url}: expected the course's kernels, got the answer ${response.status}`);
    }

    return WebAssembly.compile(await response.arrayBuffer());
}

function instantiate(module, memory, stack) {
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    exports.__stack_pointer.value = stack + stackBytes;
    return exports;
}

/** Whether (1 + 2⁻³⁰)·(1 − 2⁻³⁰) − 1 is −2⁻⁶⁰ in each element of a product; rounded twice it is 0. */
function roundsOnce(module) {
    const size = 5;
    const memory = new WebAssembly.Memory({ initial: 4 });
    const kernels = instantiate(module, memory, 2 * stackBytes);
    const product = 3 * stackBytes;
    const [a, b, c, bias] = [1, 2, 3, 4].map(place => product + 1024 * place);
    const numbers = (start, count) => new Float64Array(memory.buffer, start, count);
    numbers(a, size).fill(1 + 2 ** -30);
    numbers(b, size).fill(1 - 2 ** -30);
    numbers(bias, size).fill(-1);
    new Int32Array(memory.buffer, product, 12).set([size, size, 1, a, 1, size, b, 1, 1, c, size, bias]);
    kernels.multiply(product);
    return numbers(c, size * size).every(sum => sum === -(2 ** -60));
}
