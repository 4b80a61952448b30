import { inKernel } from "./in-kernel.ts";

inKernel("tslab");
