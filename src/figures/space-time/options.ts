import type { Duration, NodeId, Time } from "../../core/index.ts";
import type { Flight } from "../flights.ts";
import type { MessageRoles } from "../phases.ts";
import type { Words } from "../words.ts";

export interface SpaceTimeOptions {
  /** What the diagram shows; by default the protocol and its seed. */
  readonly title?: string;
  /** A line below the title. */
  readonly subtitle?: string;
  /** A line below the drawing. */
  readonly caption?: string;
  /** Which nodes get a lane, in this order from the top. By default all. */
  readonly nodes?: readonly NodeId[];
  /**
   * The name of the group a node belongs to, such as its ward: then a lane stands for a group and
   * messages are gathered into bands. Meant for more than a dozen nodes.
   */
  readonly groupBy?: (node: NodeId) => string;
  /** Only what happens from … to … is drawn. By default the whole trace. */
  readonly from?: Time;
  readonly to?: Time;
  /** Only these messages are drawn. */
  readonly filter?: (flight: Flight) => boolean;
  /** `compressed` leaves out idle stretches, so that 30 minutes fit beside 50 ms. By default `linear`. */
  readonly scale?: "linear" | "compressed";
  /** What counts as idle on a compressed scale. By default five times the median latency. */
  readonly idle?: Duration;
  /** In pixels; narrower pages shrink the drawing. By default 960. */
  readonly width?: number;
  /** Words along the arrows. By default when there are few enough to read. */
  readonly messageLabels?: boolean;
  /** Marks for what is written to disk. By default none. */
  readonly persists?: boolean;
  /** The part each kind of message plays. By default Paxos's. */
  readonly roles?: MessageRoles;
  readonly words?: Partial<Words>;
}
