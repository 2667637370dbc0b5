/** The rates beside the common one, in the order in which they are tried. */
import { words } from '../look.ts';
import { Segments, TextArea, TextField } from '../ui/field.tsx';
import { firstRule, isRuleWrong, moved, type RuleDraft } from './rule-draft.ts';

export function RuleFields({
  rules,
  onRules,
  showWrong,
}: {
  rules: readonly RuleDraft[];
  onRules: (rules: RuleDraft[]) => void;
  showWrong: boolean;
}) {
  const { terms: said } = words.value;
  return (
    <fieldset class="rules">
      <legend class="label">{said.rules}</legend>
      <p class="hint">{said.rulesHint}</p>
      <ol>
        {rules.map((rule, at) => (
          <li key={at}>
            <RuleForm rule={rule} onRule={(changed) => onRules(rules.with(at, changed))} wrong={showWrong && isRuleWrong(rule)} />
            <p class="rule-buttons">
              <button type="button" class="button" disabled={at === 0} onClick={() => onRules(moved(rules, at, -1))}>
                {said.up}
                <span class="unseen"> {said.ruleName(at + 1)}</span>
              </button>
              <button type="button" class="button" disabled={at === rules.length - 1} onClick={() => onRules(moved(rules, at, 1))}>
                {said.down}
                <span class="unseen"> {said.ruleName(at + 1)}</span>
              </button>
              <button type="button" class="button" onClick={() => onRules(rules.toSpliced(at, 1))}>
                {said.remove}
                <span class="unseen"> {said.ruleName(at + 1)}</span>
              </button>
            </p>
          </li>
        ))}
      </ol>
      <button type="button" class="button" disabled={rules.length >= 50} onClick={() => onRules([...rules, firstRule])}>
        {said.addRule}
      </button>
    </fieldset>
  );
}

function RuleForm({ rule, onRule, wrong }: { rule: RuleDraft; onRule: (rule: RuleDraft) => void; wrong: boolean }) {
  const { terms: said } = words.value;
  const set =
    <Name extends keyof RuleDraft>(name: Name) =>
    (value: RuleDraft[Name]) =>
      onRule({ ...rule, [name]: value });
  return (
    <>
      <TextField label={said.category} hint={said.categoryHint} value={rule.category} maxLength={200} onValue={set('category')} />
      <TextArea label={said.skus} hint={said.anyHint} value={rule.skus} rows={2} onValue={set('skus')} />
      <TextArea label={said.creators} hint={said.anyHint} value={rule.creators} rows={2} onValue={set('creators')} />
      <Segments
        label={said.gives}
        value={rule.gives}
        onValue={set('gives')}
        options={(['share', 'order', 'piece'] as const).map((value) => ({ value, text: said.givesKinds[value] }))}
      />
      {rule.gives === 'share' ? (
        <TextField label={said.ruleRate} unit="%" inputMode="decimal" narrow value={rule.rate} onValue={set('rate')} />
      ) : (
        <>
          <TextField label={said.amount} inputMode="decimal" narrow value={rule.amount} onValue={set('amount')} />
          <TextField label={said.currency} hint={said.currencyHint} narrow maxLength={3} value={rule.currency} onValue={set('currency')} />
        </>
      )}
      {wrong ? <p class="error">{said.badRule}</p> : null}
    </>
  );
}
