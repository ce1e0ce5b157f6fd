import { SetMetadata } from '@nestjs/common';

/** Who may call a route: `public`, or the roles that auth/access.ts names. A route without it is closed to all. */
export const ACCESS = 'access';

/** Opens a route to anyone. Rare: every use is listed in test/contract/access-table.ts. */
export const Public = () => SetMetadata(ACCESS, 'public');
