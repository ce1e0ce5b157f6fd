import { findIana } from 'windows-iana';
import { isZone } from '../../../time/zones.js';

/** Finds the zones that a calendar means by the names it uses. */
export class ZoneNames {
  private readonly found = new Map<string, string>();
  private readonly places = new Map<string, string>();

  /** `fallback`: for times without a zone, and for names that nobody knows. */
  constructor(readonly fallback: string) {}

  /** The calendar itself says which place a name stands for. */
  learn(name: string, place: string): void {
    this.places.set(name, place);
  }

  zoneOf(name: string): string {
    const known = this.found.get(name);
    if (known !== undefined) return known;
    const zone = [name, ...endsOf(name), ...findIana(name), this.places.get(name) ?? ''].find(isZone) ?? this.fallback;
    this.found.set(name, zone);
    return zone;
  }
}

/** Some programs put their own name in front: `/mozilla.org/20050126_1/Europe/Berlin`. */
function endsOf(name: string): string[] {
  const parts = name.split('/');
  return [3, 2].filter((count) => count < parts.length).map((count) => parts.slice(-count).join('/'));
}
