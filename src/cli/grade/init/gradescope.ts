import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Made } from "../init.ts";

const manifest = createRequire(import.meta.url)("../../../../package.json") as {
  readonly dependencies: { readonly node: string };
};

/**
 * An autograder for Gradescope: a zip file with `setup.sh` and `run_autograder` at its root, as
 * gradescope-autograders.readthedocs.io ("Autograder Specifications") wants it.
 */
export const gradescope = {
  places: ["autograder.zip", "README.md"],

  async make(tarball: Uint8Array, exercises: readonly string[]): Promise<readonly Made[]> {
    return [
      { path: "autograder.zip", content: await zipped(tarball, exercises) },
      { path: "README.md", content: readme(exercises) },
    ];
  },
} as const;

async function zipped(tarball: Uint8Array, exercises: readonly string[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(setup), "setup.sh", { mode: 0o100755 });
  zip.addBuffer(Buffer.from(run(exercises)), "run_autograder", { mode: 0o100755 });
  zip.addBuffer(Buffer.from(tarball), "paxoslab.tgz", { mode: 0o100644, compress: false });
  zip.end();
  return buffer(zip.outputStream);
}

const setup = `#!/usr/bin/env bash
# Once, when Gradescope builds the image: Node, and the grader out of the tarball beside this file.
set -euo pipefail
autograder="\${AUTOGRADER:-/autograder}"
version="\${NODE_VERSION:-${manifest.dependencies.node}}"

apt-get update
apt-get install -y --no-install-recommends bubblewrap ca-certificates curl util-linux xz-utils

case "$(uname -m)" in
  x86_64) machine=x64 ;;
  aarch64) machine=arm64 ;;
  *) echo "There is no Node for $(uname -m) here." >&2; exit 1 ;;
esac
name="node-v$version-linux-$machine"
cd "$(mktemp -d)"
curl -fsSLO "https://nodejs.org/dist/v$version/$name.tar.xz"
curl -fsSL "https://nodejs.org/dist/v$version/SHASUMS256.txt" | grep " $name.tar.xz$" | sha256sum -c -
mkdir -p "$autograder/node"
tar -xJf "$name.tar.xz" -C "$autograder/node" --strip-components=1

export PATH="$autograder/node/bin:$PATH"
npm install --prefix "$autograder/grader" --omit=dev --ignore-scripts --no-audit --no-fund "$autograder/source/paxoslab.tgz"
"$autograder/grader/node_modules/.bin/paxoslab" --version
`;

const run = (exercises: readonly string[]): string => `#!/usr/bin/env bash
# For each submission. The places can be set from outside, to try this somewhere else.
set -uo pipefail
autograder="\${AUTOGRADER:-/autograder}"
results="\${RESULTS:-$autograder/results/results.json}"
paxoslab="\${PAXOSLAB:-$autograder/grader/node_modules/.bin/paxoslab}"
export PATH="$autograder/node/bin:$PATH"

# Where bubblewrap works it is used all the same; the report says which walls there were.
grade() {
  "$paxoslab" grade "$autograder/submission" --single${asked(exercises)} \\
    --allow-weak-isolation --format gradescope --out "$results"
}

# What could not be judged through no fault of the submission is tried again, and then gets no score rather than a wrong one.
if ! grade && ! grade; then
  rm -f "$results"
  exit 1
fi
`;

const asked = (exercises: readonly string[]): string =>
  exercises.length === 0 ? "" : ` --exercise ${exercises.join(" ")}`;

const readme = (exercises: readonly string[]): string => `# Autograder for Gradescope

Upload \`autograder.zip\` in the assignment's "Configure Autograder" (base image: Ubuntu 22.04 or later), and try it there with
"Test Autograder".

- Graded: ${exercises.length === 0 ? "every exercise of which something is handed in" : exercises.join(", ")}. Students hand in
  \`SLUG.ts\` (in folders as they like), or a notebook with the solution in a cell tagged \`exercise:SLUG\`.
- Every submission is asked other questions: a new seed is drawn each time. It stands in the submission's extra data, under
  \`paxoslab.seed\`; with it, \`paxoslab grade FOLDER --single --seed SEED\` gives the same verdict on your own machine.
- **Isolation.** Gradescope's containers allow no namespaces of one's own, so bubblewrap usually cannot work in them: submissions
  then run in an interpreter (QuickJS) inside of the grader, one wall instead of three. That is what \`--allow-weak-isolation\`
  in \`run_autograder\` consents to. Where bubblewrap works it is used; the extra data says which it was, under
  \`paxoslab.isolation\`. For marks that count much, download the submissions and grade them with
  \`paxoslab grade\` on a Linux machine of your own.
- The image is built once, by \`setup.sh\`: it fetches Node from nodejs.org and the grader's dependencies from npm. The grader itself
  is in the zip.
`;
