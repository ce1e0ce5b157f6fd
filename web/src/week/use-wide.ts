import { useEffect, useState } from 'preact/hooks';

/** Whether seven days fit beside each other. */
const WIDE = matchMedia('(min-width: 52rem)');

export function useWide(): boolean {
  const [isWide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const look = () => setWide(WIDE.matches);
    WIDE.addEventListener('change', look);
    return () => WIDE.removeEventListener('change', look);
  }, []);
  return isWide;
}
