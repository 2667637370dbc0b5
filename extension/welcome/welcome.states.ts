import type { Choices } from '#extension/base/storage.ts';
import type { Step } from './welcome.tsx';

export interface WelcomeState {
  step: Step;
  choices: Choices;
  sites: string[];
  trouble: string | null;
}

const choices: Choices = {
  notes: true,
  support: false,
  learn: false,
  personal: false,
  stats: false,
  own: false,
  language: 'auto',
  labels: 'auto',
};

export const welcomeStates: Readonly<Record<string, WelcomeState>> = {
  'what it does': { step: 'what', choices, sites: [], trouble: null },
  choose: { step: 'choose', choices, sites: [], trouble: null },
  'choose, support on': { step: 'choose', choices: { ...choices, support: true }, sites: [], trouble: null },
  'first site': { step: 'first', choices, sites: [], trouble: null },
  'sites on': { step: 'first', choices, sites: ['youtube.com', 'mara.example'], trouble: null },
  'permission refused': { step: 'first', choices, sites: [], trouble: 'Your browser did not allow mara.example; it stays off.' },
  refused: { step: 'refused', choices, sites: [], trouble: null },
};
