export interface ChoiceProps<V extends string> {
  name: string;
  more?: string;
  value: V;
  options: Readonly<Record<V, string>>;
  onChange: (value: V) => void;
}

/** One of a few. */
export function Choice<V extends string>({ name, more, value, options, onChange }: ChoiceProps<V>) {
  const values = Object.keys(options) as V[];
  return (
    <label class="choice">
      <span class="switch-words">
        <b>{name}</b>
        {more && <small>{more}</small>}
      </span>
      <select value={value} onChange={(event) => onChange(values[event.currentTarget.selectedIndex] ?? value)}>
        {values.map((each) => (
          <option key={each} value={each}>
            {options[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
