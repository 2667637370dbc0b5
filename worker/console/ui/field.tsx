/** A labelled field with its hint, its unit and what is wrong with it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Texts {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

interface TextField extends Texts {
  value: string;
  onValue: (value: string) => void;
  inputMode?: 'decimal' | 'numeric' | 'url' | 'email';
  unit?: string;
  autoComplete?: string;
  maxLength?: number;
  narrow?: boolean;
}

export function TextField({ label, hint, error, value, onValue, unit, narrow = false, ...rest }: TextField) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <span class={`input ${narrow ? 'input-narrow' : ''}`}>
        <input
          {...rest}
          type="text"
          id={id}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(id, hint, error)}
          spellcheck={false}
        />
        {unit ? <span class="unit">{unit}</span> : null}
      </span>
    </Labelled>
  );
}

export function TextArea({
  label,
  hint,
  error,
  value,
  onValue,
  rows = 3,
}: Texts & { value: string; onValue: (value: string) => void; rows?: number }) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        rows={rows}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy(id, hint, error)}
        spellcheck={false}
      />
    </Labelled>
  );
}

interface Choice<Value extends string> extends Texts {
  value: Value;
  onValue: (value: Value) => void;
  options: readonly { value: Value; text: string }[];
}

export function SelectField<Value extends string>({ label, hint, error, value, onValue, options }: Choice<Value>) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onValue(chosen.value);
        }}
        aria-describedby={describedBy(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A few options side by side, all visible. */
export function Segments<Value extends string>({ label, hint, value, onValue, options }: Choice<Value>) {
  const id = useId();
  return (
    <div class="field segments" role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={hint ? `${id}-hint` : undefined}>
      <span class="label" id={`${id}-label`}>
        {label}
      </span>
      <div class="segments-row">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input type="radio" name={id} value={option.value} checked={option.value === value} onChange={() => onValue(option.value)} />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

function Labelled({ id, label, hint, error, children }: Texts & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error ? (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

const describedBy = (id: string, hint: string | undefined, error: string | undefined): string | undefined =>
  [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter((part) => part !== '').join(' ') || undefined;
