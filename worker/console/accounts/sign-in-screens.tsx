import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { confirmSignIn, requestSignIn, signUp, type TenantKind } from '#shared/contracts/accounts.ts';
import { call, sessionOver } from '../call.ts';
import { useDoing } from '../load.ts';
import { isPathOf } from '../screens.ts';
import { loadSession } from '../session.ts';
import { ConfirmView } from './confirm.tsx';
import { type Sent, SignInView, SignUpView } from './sign-in.tsx';

export function SignInScreen() {
  const [code, setCode] = useState(codeInAddress);
  // A link that is opened where this screen already stands loads no page: only what is behind # changes.
  useEffect(() => {
    const look = (): void => setCode(codeInAddress());
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  return code === undefined ? <AskScreen /> : <ConfirmScreen key={code} code={code} onLeave={() => setCode(undefined)} />;
}

function AskScreen() {
  const [sent, setSent] = useState<Sent | null>(null);
  const doing = useDoing();
  const onSend = (email: string): void =>
    doing.run(async () => {
      const { link } = await call(requestSignIn, { email });
      setSent({ email, link: link ?? null });
    });
  return <SignInView {...doing} sent={sent} ended={sessionOver.value} onSend={onSend} onAnother={() => setSent(null)} />;
}

export function SignUpScreen() {
  const [sent, setSent] = useState<Sent | null>(null);
  const doing = useDoing();
  return (
    <SignUpView
      {...doing}
      sent={sent}
      onAnother={() => setSent(null)}
      onSend={(account) =>
        doing.run(async () => {
          const { link } = await call(signUp, account);
          setSent({ email: account.email, link: link ?? null });
        })
      }
    />
  );
}

function ConfirmScreen({ code, onLeave }: { code: string; onLeave: () => void }) {
  const doing = useDoing();
  const { route } = useLocation();
  const onConfirm = (): void =>
    doing.run(async () => {
      const { tenant } = await call(confirmSignIn, { code });
      await loadSession();
      route(placeAfterSignIn(tenant), true);
    });
  const onAskAgain = (): void => {
    route('/sign-in', true);
    onLeave();
  };
  return <ConfirmView {...doing} onConfirm={onConfirm} onAskAgain={onAskAgain} />;
}

/** The code stands behind #, so that it never travels to a server by itself or into its logs. */
const codeInAddress = (): string | undefined => new URLSearchParams(location.hash.slice(1)).get('code') ?? undefined;

const returnKey = 'gloss.return';

/** Where a person was when the session ended; kept for the tab only. */
export function rememberPlace(path: string): void {
  sessionStorage.setItem(returnKey, path);
}

/** Back to where one was, if this account has that screen. */
function placeAfterSignIn(kind: TenantKind): string {
  const path = sessionStorage.getItem(returnKey);
  sessionStorage.removeItem(returnKey);
  return path !== null && isPathOf(kind, path) ? path : '/';
}
