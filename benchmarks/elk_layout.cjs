// Lays graphs out with elkjs: JSON array of ELK graphs on stdin, the same with coordinates on stdout.
// The folder whose node_modules holds elkjs is the only argument; a graph that fails becomes null.
const path = require("path");
const ELK = require(path.join(process.argv[2], "node_modules", "elkjs"));

async function main() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  const elk = new ELK();
  const answers = [];
  for (const graph of JSON.parse(text)) {
    answers.push(await elk.layout(graph).catch(() => null));
  }
  process.stdout.write(JSON.stringify(answers));
}

main();
