import { atLoad, type Hostile } from "../harness.ts";

const refused = (name: string, code: string, told: RegExp): Hostile => ({
  name,
  text: atLoad(code),
  deserves: "nothing",
  told,
});

/** They import what is not theirs. */
export const importing: readonly Hostile[] = [
  refused(
    "imports files",
    "import 'node:fs';",
    /imports node:fs \(line 1\), which is not part of the exercise/,
  ),
  refused(
    "starts processes without end",
    "import { fork } from 'node:child_process';\nfor (;;) fork('x');",
    /imports node:child_process \(line 1\)/,
  ),
  refused(
    "detaches a child",
    "import * as child from 'child_process';\nchild.spawn('sleep');",
    /imports child_process/,
  ),
  refused(
    "starts threads",
    "import { Worker } from 'node:worker_threads';\nnew Worker('x');",
    /worker_threads \(line 1\)/,
  ),
  refused(
    "opens a database outside",
    "import { DatabaseSync } from 'node:sqlite';\nnew DatabaseSync('/tmp/x');",
    /node:sqlite/,
  ),
  refused("connects", "import { connect } from 'node:net';\nconnect(80);", /node:net/),
  refused(
    "opens the inspector",
    "import inspector from 'node:inspector';\ninspector.open();",
    /node:inspector/,
  ),
  refused("leaves its realm", "import vm from 'node:vm';\nvm.runInThisContext('1');", /node:vm/),
  refused("imports at run time", "void import('node:fs');", /imports at run time \(line 1\)/),
  refused("asks where it is", "void import.meta.url;", /import\.meta \(line 1\)/),
  refused(
    "exports what others export",
    "export * from 'node:fs';",
    /exports what node:fs exports \(line 1\)/,
  ),
  refused(
    "imports in the old way",
    "import fs = require('node:fs');\nfs.readdirSync('/');",
    /node:fs is not part of the exercise/,
  ),
  refused(
    "imports a file as data",
    "import data from '/etc/passwd' with { type: 'text' };\nvoid data;",
    /\/etc\/passwd \(line 1\)/,
  ),
  refused(
    "imports text as a module",
    "import 'data:text/javascript,process.exit()';",
    /imports data:text\/javascript,process\.exit\(\) \(line 1\)/,
  ),
  {
    name: "imports the solution",
    text: "export { acceptorRole } from '../../solutions/acceptor/acceptor.ts';",
    deserves: "nothing",
    told: /solutions\/acceptor\/acceptor\.ts/,
  },
  {
    name: "imports the role from the package",
    text: "import { acceptorRole as known } from 'paxoslab/protocols/single-decree';\nexport const acceptorRole = known;",
    deserves: "nothing",
    told: /paxoslab\/protocols\/single-decree \(line 1\), which is not part/,
  },
  {
    name: "imports from core what is not provided",
    text: atLoad("import { createRandom } from 'paxoslab/core';\nvoid createRandom;"),
    deserves: "nothing",
    told: /imports createRandom of paxoslab\/core \(line 1\), which is not provided/,
  },
  {
    name: "imports types from where it likes",
    text: atLoad("import type { Stats } from 'node:fs';\nexport type Mine = Stats;"),
    deserves: "everything",
    told: null,
  },
];
