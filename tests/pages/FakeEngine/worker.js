// Answers a page as the engine does, and runs no C#: a cell prints its name, or does what its lines `// fake: …` say. Such a line
// holds a message as JSON, or one word with what it acts on.
let site = "";
let chapter = "";
const variables = [];

const acts = {
  // Never ends.
  hang: () => new Promise(() => {}),
  // The engine's end.
  die: message => {
    setTimeout(() => {
      throw new RangeError(message);
    });
    return new Promise(() => {});
  },
  fetch: async (url, id) => {
    const text = await fetch(url).then(answer => `${answer.status}`, () => "refused");
    postMessage({ type: "stream", id, name: "stdout", text: `${text}\n` });
  },
};

async function run({ id, name, code }) {
  const began = performance.now();
  let ok = true;
  const lines = code.split("\n").filter(line => line.startsWith("// fake: "));
  if (lines.length === 0) {
    postMessage({ type: "stream", id, name: "stdout", text: `ran ${name}: ${code.length} characters\n` });
  }
  for (const line of lines.map(line => line.slice("// fake: ".length))) {
    if (line.startsWith("{")) {
      const message = JSON.parse(line);
      ok &&= message.type !== "error";
      postMessage({ id, ...message });
    } else {
      const [word, ...rest] = line.split(" ");
      await acts[word](rest.join(" "), id);
    }
  }
  variables.push({ name: name.replace(" ", ""), type: "int", value: String(code.length) });
  postMessage({ type: "done", id, ok, milliseconds: performance.now() - began });
}

onmessage = async ({ data }) => {
  switch (data.type) {
    case "start":
      ({ site, chapter } = data);
      for (const loaded of [0, 2_000_000, 4_000_000]) {
        postMessage({ type: "progress", what: "engine", loaded, total: 4_000_000 });
      }
      await fetch(new URL("engine/part.bin?1", site));
      await fetch(new URL("engine/data.bin", site));
      postMessage({ type: "ready" });
      break;
    case "run":
      await run(data);
      break;
    case "variables":
      postMessage({ type: "variables", id: data.id, variables: [{ name: "chapter", type: "string", value: chapter }, ...variables] });
      break;
  }
};
