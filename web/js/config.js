/** Where the API runs: behind this very origin, if nothing else is said. A deployment puts its address here (infra-cdk, `ToldPages`). */
export const API_BASE = '';

/** Where pages hear what becomes of an order, `wss://…`. Without it they ask. Put here as the other is, and by a local run. */
export const LIVE_URL = '';
