export { withDisks } from "./with-disks.ts";
