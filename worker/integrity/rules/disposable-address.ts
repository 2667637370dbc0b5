import type { Rule } from '../rule.ts';

export interface AddressFacts {
  /** Of the buyer's e-mail; null when the shop did not tell it. Never kept. */
  emailDomain: string | null;
}

/** Providers whose inboxes open without an account and vanish by themselves. */
const providers = new Set(
  `10minutemail.com 10minutemail.net 20minutemail.com 33mail.com burnermail.io byom.de correotemporal.org crazymailing.com discard.email
  discardmail.com dispostable.com dropmail.me einrot.com emailondeck.com emailfake.com fakeinbox.com fakemail.net fakemailgenerator.com
  generator.email getairmail.com getnada.com grr.la guerrillamail.biz guerrillamail.com guerrillamail.de guerrillamail.info guerrillamail.net
  guerrillamail.org guerrillamailblock.com harakirimail.com incognitomail.com inboxkitten.com jetable.org linshiyouxiang.net mail-temp.com
  mail.tm mailcatch.com maildrop.cc mailexpire.com mailinator.com mailinator.net mailnesia.com mailnull.com mailpoof.com mailsac.com
  mailtemp.net minutemail.io moakt.cc moakt.com mohmal.com mintemail.com mytemp.email nada.email owlymail.com pokemail.net sharklasers.com
  spam4.me spamgourmet.com spamex.com temp-mail.io temp-mail.org tempail.com tempinbox.com tempmail.dev tempmail.net tempmailo.com tempr.email
  throwawaymail.com tmail.ws tmpmail.net tmpmail.org trash-mail.com trashmail.com trashmail.de trashmail.me wegwerfmail.de wegwerfmail.net
  yopmail.com yopmail.fr yopmail.net zetmail.com`.split(/\s+/),
);
export const providersCount = providers.size;

export const disposableAddress: Rule<AddressFacts> = {
  name: 'disposable_address',
  version: 1,
  effect: 'held',
  suspicion: 'address',
  reason: 'fraud_hold',
  finds: "A buyer's e-mail at a provider of throw-away inboxes.",
  threshold: `the domain, or one above it, is one of ${providersCount} providers`,
  source: 'list of our own, in the rule',
  find: ({ emailDomain }) => {
    if (emailDomain === null) return undefined;
    const labels = emailDomain.toLowerCase().split('.');
    const provider = labels.map((_, at) => labels.slice(at).join('.')).find((domain) => providers.has(domain));
    return provider === undefined ? undefined : { provider };
  },
};
