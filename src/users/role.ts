export const ROLES = ['client', 'coach', 'admin'] as const;
export type Role = (typeof ROLES)[number];
