import { nodes, type NodeId } from "../../core/index.ts";

/** The seats of Mumbai's municipal corporation. */
export const corporatorCount = 227;

/**
 * The places that give the corporation's 24 administrative wards their names in our story.
 *
 * The number of seats is real; sharing them out evenly (9 or 10 a ward) is our simplification.
 */
export const wards = [
  "Colaba",
  "Sandhurst Road",
  "Marine Lines",
  "Grant Road",
  "Byculla",
  "Parel",
  "Matunga",
  "Worli",
  "Dadar",
  "Khar",
  "Bandra",
  "Andheri",
  "Jogeshwari",
  "Kurla",
  "Govandi",
  "Chembur",
  "Ghatkopar",
  "Malad",
  "Goregaon",
  "Dahisar",
  "Borivali",
  "Kandivali",
  "Bhandup",
  "Mulund",
] as const;

export type Ward = (typeof wards)[number];

/** The ward a corporator sits for; corporators of one ward have neighbouring numbers. */
export function wardOf(corporator: NodeId): Ward {
  return wards[Math.floor((corporator * wards.length) / corporatorCount)] as Ward;
}

/**
 * All corporators of a ward; the first speaks for it.
 *
 * @throws RangeError for a ward that is not in our story.
 */
export function corporatorsOf(ward: Ward): readonly NodeId[] {
  const members = corporators.filter((corporator) => wardOf(corporator) === ward);
  if (members.length === 0)
    throw new RangeError(`There is no ward "${ward}"; choose from ${wards.join(", ")}.`);
  return members;
}

/** The corporator who speaks for a ward, and is the one to make its proposals. */
export function representativeOf(ward: Ward): NodeId {
  return corporatorsOf(ward)[0] as NodeId;
}

export const corporators: readonly NodeId[] = nodes(corporatorCount);

/** `Bandra 1` … `Bandra 10`, in the order of the nodes. */
export const corporatorNames: readonly string[] = corporators.map((corporator) => {
  const ward = wardOf(corporator);
  return `${ward} ${corporator - representativeOf(ward) + 1}`;
});
