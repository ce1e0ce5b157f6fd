import { useTexts } from '../texts/texts.js';
import './stars.css';

/** A rating, in stars and in words. */
export function Stars({ rating, count }: { readonly rating: number; readonly count?: number }) {
  const { shell } = useTexts();
  return (
    <span class="stars">
      <span aria-hidden="true" class="stars-bar" style={{ '--share': `${rating * 20}%` }}>
        ★★★★★
      </span>
      <span class="hidden">{shell.stars(String(rating))}</span>
      <span class="small muted">
        <span aria-hidden="true">{rating.toFixed(1)}</span>
        {count !== undefined && ` · ${shell.reviewCount(count)}`}
      </span>
    </span>
  );
}
