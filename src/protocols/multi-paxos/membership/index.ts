export { formatMembership, type Membership } from "./membership.ts";
export type { MembershipRules } from "./rules.ts";
export type { Tenure } from "./tenures.ts";
export * from "./ways.ts";
