import { useEffect, useState } from 'preact/hooks';

interface CountdownProps {
  readonly until: string;
  /** Says what the time is left for: `4:59`. */
  readonly text: (left: string) => string;
  /** Shown, and read out, once it is over. */
  readonly over: string;
  readonly onOver?: () => void;
}

/** The time that is left, second by second. Only its end is read out. */
export function Countdown({ until, text, over, onOver }: CountdownProps) {
  const secondsLeft = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  const isOver = left === 0;
  useEffect(() => {
    setLeft(secondsLeft());
    const timer = setInterval(() => setLeft(secondsLeft()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  useEffect(() => {
    if (isOver) onOver?.();
  }, [isOver]);
  if (isOver) return <p role="status">{over}</p>;
  return (
    <p role="timer" class="number">
      {text(leftText(left))}
    </p>
  );
}

/** `4:59`, `1:30:00`. */
function leftText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
