import { useLocation } from 'preact-iso';

/** What is chosen on a page, kept in its address: going back, reloading and sharing the link keep it. */
export function useQuery(): readonly [
  query: Readonly<Record<string, string | undefined>>,
  change: (changes: Readonly<Record<string, string>>) => void,
] {
  const { path, query, route } = useLocation();
  const change = (changes: Readonly<Record<string, string>>) => {
    const kept = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== '');
    const search = new URLSearchParams(kept).toString();
    route(search === '' ? path : `${path}?${search}`, true);
  };
  return [query, change];
}
