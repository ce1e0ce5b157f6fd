/** An account for testers, and what it shows. */
export interface TestAccount {
  readonly email: string;
  readonly shows: string;
}

/** The demo world, as `seeds/` makes it. The application hands it in, because `src/` does not import seeds. */
export abstract class DemoWorld {
  abstract readonly password: string;
  /** Those of the founding demo world, and those of the scenarios. */
  abstract readonly founding: readonly TestAccount[];
  abstract readonly scenarios: readonly TestAccount[];

  /** Empties the database of `url` and makes the demo world anew. */
  abstract reset(url: string, isWithScenarios: boolean): Promise<void>;
}
