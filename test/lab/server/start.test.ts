import { expect, it } from "vitest";
import { LabStartError, startLab } from "../../../src/lab/server/index.ts";

it("does not open where work cannot be kept", async () => {
  const start = startLab({ port: 0, work: import.meta.filename });
  await expect(start).rejects.toThrow(LabStartError);
  await expect(start).rejects.toThrow(
    /start\.test\.ts: there is a file in its place\. Choose another .*--work\./,
  );
});

it("does not open without a folder of lessons", async () => {
  const start = startLab({ port: 0, notebooks: `${import.meta.filename}-not` });
  await expect(start).rejects.toThrow(
    /There is no folder .*-not to take the lessons from: see --notebooks\./,
  );
});
