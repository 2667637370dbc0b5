/** Asking for a sign-in link, with or without an account. */
import { useState } from 'preact/hooks';
import type { Trouble } from '../call.ts';
import { words } from '../look.ts';
import { Segments, TextField } from '../ui/field.tsx';
import { Notice, troubleText } from '../ui/notice.tsx';

export interface Sent {
  email: string;
  /** Only from a server on this machine. */
  link: string | null;
}
interface Asking {
  busy: boolean;
  trouble: Trouble | null;
  sent: Sent | null;
  /** Back to the form. */
  onAnother: () => void;
}
export interface SignIn extends Asking {
  /** A session ended while it was in use. */
  ended: boolean;
  onSend: (email: string) => void;
}
export interface SignUp extends Asking {
  onSend: (account: { kind: 'creator' | 'brand'; name: string; email: string }) => void;
}

export function SignInView({ busy, trouble, sent, ended, onSend, onAnother }: SignIn) {
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const { signIn } = words.value;
  if (sent) return <SentNotice sent={sent} text={signIn.sentText(sent.email)} onAnother={onAnother} />;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (isEmail(email)) onSend(email.trim());
  };
  return (
    <form class="card-form" onSubmit={submit} noValidate>
      <h1>{signIn.title}</h1>
      <p class="intro">{signIn.intro}</p>
      {ended ? <Notice>{signIn.ended}</Notice> : null}
      <EmailField value={email} onValue={setEmail} wrong={tried && !isEmail(email)} />
      <Refused trouble={trouble} />
      <button type="submit" class="button button-main" disabled={busy}>
        {busy ? signIn.sending : signIn.send}
      </button>
      <p class="aside">
        {signIn.newHere} <a href="/sign-up">{signIn.open}</a>
      </p>
    </form>
  );
}

export function SignUpView({ busy, trouble, sent, onSend, onAnother }: SignUp) {
  const [kind, setKind] = useState<'creator' | 'brand'>('creator');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const { signIn, signUp, programme } = words.value;
  if (sent) return <SentNotice sent={sent} text={signUp.sentText(sent.email)} onAnother={onAnother} />;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (isEmail(email) && name.trim() !== '') onSend({ kind, name: name.trim(), email: email.trim() });
  };
  return (
    <form class="card-form" onSubmit={submit} noValidate>
      <h1>{signUp.title}</h1>
      <p class="intro">{signUp.intro}</p>
      <Segments
        label={signUp.kind}
        value={kind}
        onValue={setKind}
        options={[
          { value: 'creator', text: signUp.creator },
          { value: 'brand', text: signUp.brand },
        ]}
        hint={kind === 'creator' ? signUp.creatorHint : signUp.brandHint}
      />
      <TextField
        label={kind === 'creator' ? signUp.nameCreator : signUp.nameBrand}
        value={name}
        onValue={setName}
        maxLength={100}
        autoComplete={kind === 'creator' ? 'nickname' : 'organization'}
        error={tried && name.trim() === '' ? programme.needed : undefined}
      />
      <EmailField value={email} onValue={setEmail} wrong={tried && !isEmail(email)} />
      <Refused trouble={trouble} />
      <button type="submit" class="button button-main" disabled={busy}>
        {busy ? signIn.sending : signUp.send}
      </button>
      <p class="aside">
        {signUp.have} <a href="/sign-in">{signUp.signIn}</a>
      </p>
    </form>
  );
}

function EmailField({ value, onValue, wrong }: { value: string; onValue: (value: string) => void; wrong: boolean }) {
  const { signIn } = words.value;
  return (
    <TextField
      label={signIn.email}
      inputMode="email"
      autoComplete="email"
      maxLength={200}
      value={value}
      onValue={onValue}
      error={wrong ? signIn.badEmail : undefined}
    />
  );
}

function Refused({ trouble }: { trouble: Trouble | null }) {
  if (!trouble) return null;
  return (
    <p class="error" role="alert">
      {troubleText(trouble, { invalid_request: words.value.signIn.badEmail })}
    </p>
  );
}

function SentNotice({ sent, text, onAnother }: { sent: Sent; text: string; onAnother: () => void }) {
  const { signIn } = words.value;
  return (
    <div class="card-form" role="status">
      <h1>{sent.link ? signIn.readyTitle : signIn.sentTitle}</h1>
      <p class="intro">{sent.link ? signIn.readyText : text}</p>
      {sent.link ? (
        <a class="button button-main" href={sent.link}>
          {signIn.followLink}
        </a>
      ) : null}
      <button type="button" class="button" onClick={onAnother}>
        {signIn.another}
      </button>
    </div>
  );
}

/** Enough to catch a slip; the server decides. */
const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
