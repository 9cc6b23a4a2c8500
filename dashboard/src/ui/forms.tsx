// Fields with their labels, hints and faults.

import type { ComponentChildren, InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import type { Environment, Scope } from "../api/contract";
import { environment } from "../api/preferences";
import { SCOPES } from "../format";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
  readonly fault?: string | undefined;
  readonly type?: "text" | "email" | "password";
  readonly rows?: number; // makes it a text area
  readonly autocomplete?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly autofocus?: boolean;
}

export function Field({ label, value, onInput, hint, fault, rows, type = "text", ...rest }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", fault ? `${id}-fault` : ""].filter(Boolean).join(" ");
  const common = {
    id,
    value,
    "aria-describedby": described || undefined,
    "aria-invalid": fault ? true : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
    ...rest,
  };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!rest.required && <span class="optional"> optional</span>}
      </label>
      {rows ? <textarea rows={rows} {...common} /> : <input {...({ type, ...common } as InputHTMLAttributes<HTMLInputElement>)} />}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
  readonly hint?: string | undefined;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

export function Select<T extends string>({ label, value, options, onChange, hint, hideLabel, disabled }: SelectProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hideLabel ? "visually-hidden" : ""}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option} selected={option === value}>
            {text}
          </option>
        ))}
      </select>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly legend: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string; readonly words?: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: string | undefined;
}

// Radio buttons with a sentence each.
export function Choice<T extends string>({ legend, value, options, onChange, hint }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="field choices">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label class="choice" key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            <span class="choice-name">{option.name}</span>
            {option.words && <span class="choice-words">{option.words}</span>}
          </span>
        </label>
      ))}
      {hint && <p class="hint">{hint}</p>}
    </fieldset>
  );
}

interface ScopesProps {
  readonly chosen: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
}

export function ScopeChoice({ chosen, onChange }: ScopesProps) {
  const toggle = (scope: Scope): void => {
    const next = new Set(chosen);
    if (!next.delete(scope)) next.add(scope);
    onChange(SCOPES.map((each) => each.scope).filter((each) => next.has(each)));
  };
  return (
    <fieldset class="field choices">
      <legend>Scopes</legend>
      {SCOPES.map(({ scope, words }) => (
        <label class="choice" key={scope}>
          <input type="checkbox" checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          <span>
            <code class="choice-name">{scope}</code>
            <span class="choice-words">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface EnvironmentProps {
  readonly value: Environment;
  readonly onChange: (value: Environment) => void;
  readonly words: Readonly<Record<Environment, string>>;
}

// In the sandbox, only things of the sandbox can be made.
export function EnvironmentChoice({ value, onChange, words }: EnvironmentProps) {
  const all = [
    { value: "live" as const, name: "Live", words: words.live },
    { value: "test" as const, name: "Sandbox", words: words.test },
  ];
  const sandbox = environment() === "test";
  return (
    <Choice
      legend="Environment"
      value={sandbox ? "test" : value}
      options={sandbox ? all.slice(1) : all}
      onChange={onChange}
      hint={sandbox ? "Switch to Live to make one for production." : undefined}
    />
  );
}
