import { words } from '../look.ts';
import { Segments, TextArea, TextField } from '../ui/field.tsx';
import type { BenefitKind, TermsDraft, Wrong } from './terms-draft.ts';

const kinds: readonly BenefitKind[] = ['discount', 'cashback', 'donation', 'none'];

export function TermsFields({ draft, onDraft, wrong }: { draft: TermsDraft; onDraft: (draft: TermsDraft) => void; wrong: Wrong }) {
  const { programme: said } = words.value;
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
  };
  const field = (name: keyof TermsDraft) => {
    const what = wrong[name];
    return { value: draft[name], error: what && texts[what] };
  };
  return (
    <div class="terms-fields">
      <TextField {...field('rate')} label={said.rate} hint={said.rateHint} unit="%" inputMode="decimal" narrow onValue={set('rate')} />
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
    </div>
  );
}
