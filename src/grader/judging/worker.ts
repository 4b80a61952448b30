import { parentPort, workerData } from "node:worker_threads";
import { exerciseCalled, judge, type Subject, type Verdict } from "../../judge/index.ts";
import { bounded } from "./bounded-subject.ts";
import { Mailbox } from "./mailbox.ts";
import type { Beginning, Order, Report } from "./orders.ts";
import { pipedSubject } from "./piped-subject.ts";
import { quickJs, quickJsSubject } from "./quickjs-subject.ts";

/** A thread that judges one submission after the other. It may block: whoever watches the clock is in another. */

const { isolation, limits, mailbox } = workerData as Beginning;
const box = new Mailbox(mailbox);
const report = (said: Report): void => parentPort?.postMessage(said);
const wantChild = (): void => report({ kind: "child wanted" });

async function verdictOn({ slug, seed, delivery }: Order): Promise<Verdict> {
  const exercise = exerciseCalled(slug);
  const { file } = exercise.port;
  const hear = (subject: Subject): Verdict => judge(exercise, bounded(subject, limits), { seed });
  switch (isolation.kind) {
    case "bubblewrap":
      return hear(pipedSubject({ delivery, file, limits, mailbox: box, wantChild }));
    case "quickjs": {
      const subject = quickJsSubject(await quickJs(), { delivery, file, limits });
      try {
        return hear(subject);
      } finally {
        subject.dispose();
      }
    }
  }
}

parentPort?.on("message", (order: Order) => {
  void verdictOn(order).then(
    (verdict) => report({ kind: "verdict", verdict }),
    (error: unknown) => {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      report({ kind: "no verdict", error: said });
    },
  );
});
report({ kind: "ready" });
