export { throughputDefaults, type ThroughputOptions, type WorkCosts } from "./options.ts";
export { saturate, type Throughput } from "./saturate.ts";
export {
  storage,
  storageDefaults,
  type Storage,
  type StorageOptions,
  type StorageSample,
} from "./storage.ts";
