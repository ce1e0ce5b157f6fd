import './tabs.css';

interface TabsProps<Value extends string> {
  /** What is chosen between. */
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, text: string])[];
  readonly onValue: (value: Value) => void;
}

/** A few views of the same thing, of which one is shown. */
export function Tabs<Value extends string>({ label, value, options, onValue }: TabsProps<Value>) {
  return (
    <div class="tabs" role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onValue(option)}>
          {text}
        </button>
      ))}
    </div>
  );
}
