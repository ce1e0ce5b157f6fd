import './plan-details.css';

/** What a coach wrote into a plan has no fixed shape: it is shown as lists within lists. */
export function PlanDetails({ of }: { readonly of: unknown }) {
  if (Array.isArray(of)) {
    return (
      <ul class="plan-details">
        {of.map((item: unknown, index) => (
          <li key={index}>
            <PlanDetails of={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof of === 'object' && of !== null) {
    return (
      <dl class="plan-details">
        {Object.entries(of).map(([key, value]: [string, unknown]) => (
          <div key={key}>
            <dt class="small muted">{key.replaceAll('_', ' ')}</dt>
            <dd>
              <PlanDetails of={value} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <>{typeof of === 'string' ? of : of === null ? '–' : JSON.stringify(of)}</>;
}
