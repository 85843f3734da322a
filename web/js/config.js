/** Where the API runs: behind this very origin, if nothing else is said. A deployment puts its address here (infra-cdk, `ToldPages`). */
export const API_BASE = '';
