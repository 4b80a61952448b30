import { parentPort, workerData } from "node:worker_threads";
import { measureRun } from "../measure-run.ts";
import type { PlannedRun } from "../plan.ts";
import { load } from "./load.ts";

/** A thread that does one run after the other, each when it is asked to. */

const { file } = workerData as { readonly file: string };
const experiment = await load(file);
parentPort?.on("message", (run: PlannedRun) => parentPort?.postMessage(measureRun(experiment, run)));
