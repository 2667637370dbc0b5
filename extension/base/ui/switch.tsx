export interface SwitchProps {
  name: string;
  more?: string;
  isOn: boolean;
  onChange: (on: boolean) => void;
}

/** On or off, said by position, fill and role. */
export function Switch({ name, more, isOn, onChange }: SwitchProps) {
  return (
    <button type="button" class="switch" role="switch" aria-checked={isOn} onClick={() => onChange(!isOn)}>
      <span class="switch-words">
        <b>{name}</b>
        {more && <small>{more}</small>}
      </span>
      <span class="switch-track" aria-hidden="true" />
    </button>
  );
}
