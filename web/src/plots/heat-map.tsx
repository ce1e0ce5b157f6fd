import { useTexts } from '../texts/texts.js';
import './plots.css';

interface HeatMapProps {
  /** Says what the numbers are: read out, and seen unless `isTitleHidden`. */
  readonly title: string;
  readonly isTitleHidden?: boolean;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** By the places of the row and the column; null: nothing to show there. */
  readonly value: (row: number, column: number) => number | null;
  /** Short: it stands in the cell. */
  readonly format?: (value: number) => string;
  /** What has the full colour; else the highest value. */
  readonly most?: number;
}

/**
 * A table of numbers whose cells are the stronger coloured the higher they are. What does not fit beside each other scrolls.
 *
 *     <HeatMap title="Booked hours, in percent" rows={['Mon', 'Tue']} columns={['9', '10']} value={(row, column) => shares[row]?.[column] ?? null} />
 */
export function HeatMap({ title, isTitleHidden = false, rows, columns, value, format = String, most }: HeatMapProps) {
  const { plots } = useTexts();
  const cells = rows.map((_, row) => columns.map((__, column) => value(row, column)));
  const highest = Math.max(...cells.flat().map((cell) => cell ?? -Infinity));
  if (!Number.isFinite(highest)) return <p class="empty muted">{plots.nothing}</p>;
  const row = cells.findIndex((ofRow) => ofRow.includes(highest));
  const column = cells[row]?.indexOf(highest) ?? 0;
  const full = most ?? highest;
  const essence = plots.heatEssence(format(highest), rows[row] ?? '', columns[column] ?? '');
  return (
    <figure class="plot">
      <figcaption class={isTitleHidden ? 'hidden' : ''}>{title}</figcaption>
      <p class="muted small">{essence}</p>
      <div class="heat-map" tabIndex={0} role="group" aria-label={title}>
        <table aria-label={title}>
          <thead>
            <tr>
              <td />
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((name, place) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells[place]?.map((cell, index) => (
                  <td
                    key={columns[index]}
                    class={cell === null ? 'none' : ''}
                    style={{ '--heat': full > 0 ? Math.min(1, (cell ?? 0) / full) : 0 }}
                  >
                    {cell === null ? '' : format(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
