/** What the corporation argues about. */
export const drains = "₹500 crore for the Bandra-Kurla drains";
export const pumps = "₹300 crore for the Dadar pumps";
export const promenade = "₹200 crore for the Bandra promenade";
