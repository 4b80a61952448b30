export { drawStorm, type StormProfile } from "./profile.ts";
export { shrinkStorm, withoutSomePortion } from "./shrink.ts";
export {
  planned,
  weather,
  type Happening,
  type Planned,
  type Storm,
  type Strike,
  type Vessel,
} from "./storm.ts";
export { swarm, swarmStepwise, type StormFailure, type Swarm, type SwarmReport } from "./swarm.ts";
