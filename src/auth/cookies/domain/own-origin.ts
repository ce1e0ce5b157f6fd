/** Where a request says that it went. */
interface Target {
  /** With its port, unless that is the default one. */
  readonly host: string;
  readonly protocol: string;
}

/** Whether a page at `origin` may use the cookie: one of the server itself, or one of `pages`. */
export function isOwnOrigin(origin: string | undefined, { host, protocol }: Target, pages: readonly string[]): boolean {
  if (origin === undefined) return false;
  // A proxy may have ended TLS, so that the server sees http.
  const own = ['https', protocol].map((scheme) => `${scheme}://${host.toLowerCase()}`);
  return own.includes(origin) || pages.includes(origin);
}
