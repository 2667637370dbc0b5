/** Words of the operator's screen about the ranking: versions, nights, health. */
import type { Attempt, Version } from '#shared/contracts/learning.ts';

export const rankingEn = {
  ranking: {
    eyebrow: 'Ranking',
    title: (version: string, day: string) => `Version ${version} has judged since ${day}`,
    titleShipped: (version: string) => `Version ${version} judges: it came with the program`,
    titleFallback: 'The version put in force cannot be read: the shipped one judges',
    intro:
      'A version is a set of numbers, named by the hash of itself. Each is kept for ever, so that old receipts replay. None of them sees money.',
    inForce: 'In force',
    inForceText: 'The version that ranks every page, also this minute.',
    version: 'Version',
    origin: 'Comes from',
    origins: { shipped: 'The program', nightly: 'A nightly training', uploaded: 'An upload' } satisfies Record<Version['origin'], string>,
    since: 'Since',
    by: 'By',
    why: 'Why',
    you: 'You',
    night: 'The night',
    nightReason: 'Better on held-out cards',
    measures: 'Measures',
    measured: (shown: string, opened: string) => `Learnt from ${shown} cards seen, ${opened} of them opened.`,
    loss: (after: string, before: string, heldOut: string) => `Loss on ${heldOut} held-out cards: ${after}, of the one before: ${before}.`,
    measuredShipped: 'Measured before it shipped: the model card (docs/MODEL.md) has its numbers and the commands that print them.',
    unmeasured: 'No measures came with it.',
    nobodyChose: 'Nobody has put a version in force yet.',
    usedBefore: 'Roll back',
    rollBack: (version: string) => `Roll back to ${version}`,
    versions: 'Versions',
    versionsText: 'Any of them can be put in force, an older one too. It serves within two seconds; nothing is lost.',
    versionsCaption: 'Versions of the ranker, newest first',
    made: 'Made',
    judging: 'in force',
    putInForce: 'Put in force',
    reason: 'Reason',
    reasonHint: 'Kept beside the version, with your name and the time',
    sureText: (version: string, before: string) =>
      `${version} then ranks in place of ${before}, for everybody. It serves within two seconds, and you can go back.`,
    sure: 'Put it in force',
    unfit: 'This version cannot serve here: it is damaged, or looks at something that this program does not know. The one in force stays.',
    chosen: (version: string) => `${version} is in force. It serves within two seconds.`,
    undo: (version: string) => `Undo: back to ${version}`,
    undoReason: (version: string) => `${version} was put in force and taken back in the console`,
    download: 'Download',
    downloadLabel: (version: string) => `Download version ${version} as JSON`,
    history: 'History',
    historyText: 'What was in force, newest first. Rolling back is one more line.',
    historyCaption: 'Versions that were put in force, newest first',
    trainings: 'Trainings',
    trainingsText:
      'Every night at 3:00 UTC. The new version takes over only if it is better on cards that neither has learnt from, and decides every fixed sample as before.',
    trainingsCaption: 'Trainings, newest first',
    when: 'When',
    outcome: 'Outcome',
    outcomes: { replaced: 'Replaced', kept: 'Kept the old', too_few: 'Too little to learn', failed: 'Failed' } satisfies Record<
      Attempt['outcome'],
      string
    >,
    whatAndWhy: 'What was measured, and why',
    byHand: 'by hand',
    learntFrom: (shown: string, opened: string) => `${shown} cards seen, ${opened} opened.`,
    because: {
      replaced: (version: string, gain: string) => `${version} took over: its loss on held-out cards is ${gain} lower.`,
      otherwise: (count: string) =>
        count === '1'
          ? 'The new one decided 1 fixed sample otherwise: it has unlearnt something.'
          : `The new one decided ${count} fixed samples otherwise: it has unlearnt something.`,
      worse: (rise: string) => `The new one was worse on held-out cards, by ${rise}.`,
      little: (gain: string, least: string) => `The new one was better by ${gain} only; at least ${least} are asked for.`,
      chance: (gain: string, least: string) => `Better by ${gain}, but that may be chance: it is less than ${least} standard errors.`,
      kept: 'The new one was not better.',
      fewShown: (shown: string, least: string) => `${least} cards are needed, ${shown} were told of in 90 days.`,
      fewOpened: (opened: string, least: string) => `Of the held-out cards ${least} must have been opened; ${opened} were.`,
      cutOff: 'It was cut off three times and given up for that night. The next night tries again.',
      failed: (error: string) => `It broke off (${error}). The next night tries again; the log says more under learning.training_failed.`,
    },
    noTrainings:
      'Nothing was trained yet. Nights begin with the first card that somebody tells of: readers choose “Help the ranking learn” in the extension.',
    trainNow: 'Train now',
    trainHint: 'The same as every night.',
    trainingNow: 'Training on what was seen. This takes a few seconds; you may leave this page.',
    trained: {
      replaced: 'A better version is in force',
      kept: 'The version in force stays',
      too_few: 'Nothing was trained',
      failed: 'The training failed',
    } satisfies Record<Attempt['outcome'], string>,
    trainedOften: 'Twenty trainings an hour are the most. Wait a little.',
    health: 'Health',
    healthText: (revision: string) => `As the part of the worker sees it that answered you. Revision ${revision} of the catalogue.`,
    refresh: 'Look again',
    well: 'In order',
    careful: 'Works with less',
    bad: 'Needs you',
    asleep: 'Not started',
    encoder: 'Encoder',
    parts: {
      model: 'Version',
      network: 'Its network',
      words: 'Index of words',
      vectors: 'Index of vectors',
      products: 'Products',
      scan: 'Comparing',
      companions: 'Bought together',
    },
    network: {
      tensorflow: 'Runs on TensorFlow.js.',
      plain:
        'Runs in plain arithmetic: the version is of an older form, or TensorFlow.js does not start or does not agree here. The same scores to the last bit; nothing to do for the moment.',
      not_loaded: 'Started at the first page that is asked about.',
    },
    companions: {
      none: 'Nothing is in force: cards stand without what is often bought with them. docs/MODEL.md says how one is trained and added with gloss model companions.',
      serves: (artefact: string) => `${artefact} serves, networks and counts.`,
      broken: {
        both: (reason: string) => `Serves, but ${reason}.`,
        'counts only': (reason: string) => `Counts alone serve: ${reason}. Add the artefact again, or put an earlier one in force.`,
        'network only': (reason: string) => `The networks alone serve: ${reason}. Add the artefact again, or put an earlier one in force.`,
        nothing: (reason: string) => `Nothing of it serves: ${reason}. Add the artefact again, or put an earlier one in force.`,
      },
    },
    model: {
      shipped: 'The shipped version judges.',
      chosen: 'The version in force judges.',
      fallback:
        'The version in force is damaged, or made for another program. The shipped one judges meanwhile. Put another one in force, or update the program.',
    },
    kept: {
      loaded: 'Read as it was kept.',
      not_loaded: 'Read at the first page that is asked about.',
      missing: {
        words: 'Not kept yet: it is made from the catalogue after the next answers. Nothing to do.',
        vectors: 'Not kept yet: words alone find products until it is made after the next answers. Nothing to do.',
      },
      damaged: {
        words:
          'What was kept is damaged. It is made anew after the next answers; until then pages find only what was read again. Open a few pages and look again. If it comes back, check the storage (R2, on one machine the disk).',
        vectors:
          'What was kept is damaged. Words alone find products until it is made anew after the next answers. Open a few pages and look again. If it comes back, check the storage (R2, on one machine the disk).',
      },
    },
    products: (count: string) =>
      count === '1' ? '1 product can be recommended, all of the catalogue.' : `${count} products can be recommended, all of the catalogue.`,
    productsPart: (count: string) => `${count} so far: the rest is taken in after the next answers. Open a page and look again.`,
    productsNone: 'No product yet: brands import them.',
    productsAsleep: 'Counted at the first page that is asked about.',
    scan: {
      kernel: 'By our own kernel.',
      plain: 'In plain JavaScript, because wasm does not start here: the same results, slower. Update the runtime.',
      not_loaded: 'Chosen at the first page that is asked about.',
    },
  },
};
