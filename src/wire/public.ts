import { SetMetadata } from '@nestjs/common';

/** Metadata key: who may call a route, `public` or a list of roles (see auth/access/). A route without it is closed to all. */
export const ACCESS = 'access';

/** Opens a route to everyone. test/contract/access-table.ts lists every use. */
export const Public = () => SetMetadata(ACCESS, 'public');
