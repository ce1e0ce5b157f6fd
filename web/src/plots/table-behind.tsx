import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts.js';
import { dayText } from '../time/times.js';
import { DataTable } from '../ui/data-table.js';
import type { PlotProps, Series } from './series.js';

interface TableBehindProps extends Pick<PlotProps, 'title' | 'days' | 'series'> {
  readonly textAt: (series: Series, index: number) => string;
}

/** The numbers of a plot, made when somebody opens them. */
export function TableBehind({ title, days, series, textAt }: TableBehindProps) {
  const { shell, plots, words } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const columns = [
    { title: plots.day, cell: (index: number) => dayText(days[index] ?? '', words) },
    ...series.map((one) => ({ title: one.name, cell: (index: number) => textAt(one, index), isNumber: true })),
  ];
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{shell.asTable}</summary>
      {isOpen && (
        <div class="plot-table">
          <DataTable title={title} isTitleHidden columns={columns} rows={[...days.keys()]} keyOf={(index) => index} />
        </div>
      )}
    </details>
  );
}
