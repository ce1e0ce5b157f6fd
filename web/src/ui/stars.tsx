import { useSession } from '../session/session.js';
import { useTexts } from '../texts/texts.js';
import './stars.css';

/** A rating, in stars and in words. */
export function Stars({ rating, count }: { readonly rating: number; readonly count?: number }) {
  const { shell } = useTexts();
  const { locale } = useSession().settings;
  const figure = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(rating);
  return (
    <span class="stars">
      <span aria-hidden="true" class="stars-bar" style={{ '--share': `${rating * 20}%` }}>
        ★★★★★
      </span>
      <span class="hidden">{shell.stars(figure)}</span>
      <span class="small muted">
        <span aria-hidden="true">{figure}</span>
        {count !== undefined && ` · ${shell.reviewCount(count)}`}
      </span>
    </span>
  );
}
