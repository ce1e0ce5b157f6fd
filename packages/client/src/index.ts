export { type Client, type ClientOptions, createClient } from './client.js';
export type { FollowOptions } from './notifications.js';
export type { ListOperation, Operation } from './operations.js';
export type { Page } from './pages.js';
export { Problem, type ProblemDocument, type ProblemWith } from './problem.js';
export { inMemory, inWebStorage, type Tokens, type TokenStorage } from './storage.js';
export type * from './generated/types.gen.js';
