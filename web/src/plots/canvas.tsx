import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { dataOf, optionsOf, type Drawing } from './plot-options.js';

interface CanvasProps {
  /** The same object as long as nothing changes: another one is drawn anew. */
  readonly drawing: Drawing;
  /** What a screen reader says instead of the picture. */
  readonly label: string;
}

/** Draws with uPlot, and again when the size or the colour scheme changes. */
export function Canvas({ drawing, label }: CanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const make = () => new uPlot(optionsOf(drawing, element), dataOf(drawing), element);
    let plot = make();
    const again = () => {
      plot.destroy();
      plot = make();
    };
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: element.clientHeight }));
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    sizes.observe(element);
    scheme.addEventListener('change', again);
    return () => {
      sizes.disconnect();
      scheme.removeEventListener('change', again);
      plot.destroy();
    };
  }, [drawing]);
  return <div ref={host} class="plot-canvas" role="img" aria-label={label} />;
}
