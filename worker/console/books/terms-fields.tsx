import { weightModels } from '#shared/book/attribution/models.ts';
import { words } from '../look.ts';
import { Segments, SelectField, TextArea, TextField } from '../ui/field.tsx';
import { ModelExample } from './model-example.tsx';
import { RuleFields } from './rule-fields.tsx';
import { type BenefitKind, canAssist, type TermsDraft, type Wrong } from './terms-draft.ts';

const assistCounts = ['0', '1', '2', '3'] as const;
const codeUses = ['off', 'fallback', 'priority'] as const;
const kinds: readonly BenefitKind[] = ['discount', 'cashback', 'donation', 'none'];

export function TermsFields({ draft, onDraft, wrong }: { draft: TermsDraft; onDraft: (draft: TermsDraft) => void; wrong: Wrong }) {
  const { programme: said, terms: more } = words.value;
  const set =
    <Name extends keyof TermsDraft>(name: Name) =>
    (value: TermsDraft[Name]) =>
      onDraft({ ...draft, [name]: value });
  const texts = {
    rate: said.badRate,
    benefitRate: said.badBenefitRate,
    window: said.badWindow,
    hold: said.badHold,
    needed: said.needed,
    tooMany: said.tooMany,
    rule: more.badRule,
    halfLife: more.badHalfLife,
    assistRate: more.badAssistRate,
    codes: more.badCodes,
    minimums: more.badMinimums,
    reportDays: more.badReportDays,
  };
  const field = (name: Exclude<keyof TermsDraft, 'rules'>) => {
    const what = wrong[name];
    return { value: draft[name], error: what && texts[what] };
  };
  return (
    <div class="terms-fields">
      <TextField {...field('rate')} label={said.rate} hint={said.rateHint} unit="%" inputMode="decimal" narrow onValue={set('rate')} />
      <RuleFields rules={draft.rules} onRules={set('rules')} showWrong={wrong.rules !== undefined} />
      <TextField
        {...field('windowDays')}
        label={said.window}
        hint={said.windowHint}
        unit={said.days}
        inputMode="numeric"
        narrow
        onValue={set('windowDays')}
      />
      <TextField
        {...field('holdDays')}
        label={said.hold}
        hint={said.holdHint}
        unit={said.days}
        inputMode="numeric"
        narrow
        onValue={set('holdDays')}
      />
      <Segments
        label={said.benefit}
        hint={said.benefitHint}
        value={draft.benefit}
        onValue={set('benefit')}
        options={kinds.map((value) => ({ value, text: said.benefits[value] }))}
      />
      {draft.benefit === 'none' ? null : (
        <TextField {...field('benefitRate')} label={said.benefitRate} unit="%" inputMode="decimal" narrow onValue={set('benefitRate')} />
      )}
      {draft.benefit === 'discount' ? <TextField {...field('code')} label={said.code} maxLength={40} onValue={set('code')} /> : null}
      {draft.benefit === 'donation' ? (
        <TextField {...field('donationTo')} label={said.donationTo} maxLength={100} onValue={set('donationTo')} />
      ) : null}
      <TextArea {...field('excluded')} label={said.excluded} hint={said.excludedHint} onValue={set('excluded')} />
      <SelectField
        label={more.model}
        hint={more.modelHints[draft.model]}
        value={draft.model}
        onValue={set('model')}
        options={weightModels.map((value) => ({ value, text: more.models[value] }))}
      />
      {draft.model === 'decay' ? (
        <TextField
          {...field('halfLifeDays')}
          label={more.halfLife}
          unit={said.days}
          inputMode="numeric"
          narrow
          onValue={set('halfLifeDays')}
        />
      ) : null}
      {canAssist(draft) ? (
        <Segments
          label={more.assists}
          hint={more.assistsHint}
          value={draft.assistsMax}
          onValue={set('assistsMax')}
          options={assistCounts.map((value) => ({ value, text: value === '0' ? more.noAssists : value }))}
        />
      ) : null}
      {canAssist(draft) && draft.assistsMax !== '0' ? (
        <TextField {...field('assistRate')} label={more.assistRate} unit="%" inputMode="decimal" narrow onValue={set('assistRate')} />
      ) : null}
      <ModelExample draft={draft} />
      <SelectField
        label={more.codeUse}
        hint={more.codeUseHint}
        value={draft.codeUse}
        onValue={set('codeUse')}
        options={codeUses.map((value) => ({ value, text: more.codeUses[value] }))}
      />
      <TextArea {...field('creatorCodes')} label={more.creatorCodes} hint={more.creatorCodesHint} onValue={set('creatorCodes')} />
      <SelectField
        label={more.othersCode}
        value={draft.othersCode}
        onValue={set('othersCode')}
        options={(['ignore', 'deny'] as const).map((value) => ({ value, text: more.othersCodes[value] }))}
      />
      <TextArea {...field('minimums')} label={more.minimums} hint={more.minimumsHint} rows={2} onValue={set('minimums')} />
      <SelectField
        label={more.paidTraffic}
        value={draft.paidTraffic}
        onValue={set('paidTraffic')}
        options={(['allowed', 'forbidden'] as const).map((value) => ({ value, text: more.paidTraffics[value] }))}
      />
      <TextField
        {...field('reportDays')}
        label={more.reportDays}
        hint={more.reportDaysHint}
        unit={said.days}
        inputMode="numeric"
        narrow
        onValue={set('reportDays')}
      />
    </div>
  );
}
