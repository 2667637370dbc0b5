/** What a version is scored on in this isolate: TensorFlow.js, and plain arithmetic where that does not start, does not agree or stops. */
import { probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { sampleInputs } from './samples.ts';
import { scorerOf } from './score.ts';
import { type ListScorer, listScorerOf, makeListScorer, type Network } from './score-list.ts';
import { type TensorNetwork, tensorNetwork } from './tensor-network.ts';
import { loadTensors, type Tensors } from './tf.ts';

export interface Serving {
  score: ListScorer;
  runsOn: 'tensorflow' | 'plain';
  /** Why plain arithmetic serves. */
  because?: 'older_form' | 'not_started' | 'differs' | 'stopped';
}
type Load = () => Promise<Tensors>;

/** The newest version that was asked for: one is in force at a time. */
let newest: { model: RankerModel; serving: Serving; network: TensorNetwork | undefined } | undefined;

/**
 * The same scores to the last bit either way. Loads TensorFlow.js at the first call, from the bundle: no network, no disk.
 * Throws when the model names a feature that this program does not have.
 */
export async function servingOf(model: RankerModel, load: Load = loadTensors): Promise<Serving> {
  if (newest?.model === model) return newest.serving;
  const { serving, network } = await begun(model, load);
  newest?.network?.dispose();
  newest = { model, serving, network };
  return serving;
}

/** What runs in this isolate now. */
export const runsOn = (): Serving['runsOn'] | 'not_loaded' => newest?.serving.runsOn ?? 'not_loaded';

async function begun(model: RankerModel, load: Load): Promise<{ serving: Serving; network: TensorNetwork | undefined }> {
  const plain = (because: NonNullable<Serving['because']>) => ({
    serving: { score: listScorerOf(model), runsOn: 'plain', because } as const,
    network: undefined,
  });
  if (model.form !== 'ranker-2') return plain('older_form');
  const network = await load().then(
    (tf) => tensorNetwork(tf, model),
    () => undefined,
  );
  if (!network) return plain('not_started');
  if (!agrees(network.run, model)) {
    network.dispose();
    return plain('differs');
  }
  const serving: Serving = { score: listScorerOf(model), runsOn: 'tensorflow' };
  serving.score = makeListScorer(model, (rows) => {
    try {
      return network.run(rows);
    } catch {
      Object.assign(serving, plain('stopped').serving);
      return rows.map((values) => probabilityOf(values, model));
    }
  });
  return { serving, network };
}

/** On the samples, and at both ends of every feature: to the last bit. */
function agrees(run: Network, model: RankerModel): boolean {
  const score = scorerOf(model);
  const rows = [
    ...sampleInputs().map((input) => score(input).values),
    ...model.features.flatMap((_, at) => [0, 1].map((end) => model.features.map((_, other) => (other === at ? end : 1 - end)))),
  ];
  try {
    const found = run(rows);
    return rows.every((values, at) => Object.is(found[at], probabilityOf(values, model)));
  } catch {
    return false;
  }
}
