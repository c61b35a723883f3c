// Run as a child by digest.test.ts: tells everyone what is due, as a server does, and kills itself at a step.
//   node run-digests.ts RECORD NOW STEP [BATCH]
// A step is each reading of the clock, each question to the topic, each statement of a transaction, its begin and its commit. 0 never kills.
import type { Database, Store } from '../../store/connect.ts';
import { openStore } from '../../store/connect.ts';
import { runDigests } from '../digest.ts';
import { digestComposer } from '../mails.ts';
import { fixedTopic, SAMPLE_ITEMS } from './fixed-topic.ts';

const [file = '', instant = '', lastStep = '0', batch = '2'] = process.argv.slice(2);

let steps = 0;
const step = (): void => {
  steps++;
  if (steps === Number(lastStep)) process.kill(process.pid, 'SIGKILL');
};

const WRITES = ['select', 'insert', 'update', 'delete'];
const stepping = (db: Database): Database =>
  new Proxy(db, {
    get: (target, name) => {
      if (WRITES.includes(String(name))) step();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const record = openStore(file);
const store: Store = {
  ...record,
  write: async work => {
    step();
    const result = await record.write(async db => {
      const done = await work(stepping(db));
      step();
      return done;
    });
    step();
    return result;
  },
};

const compose = digestComposer({ publicUrl: 'https://widgets.example', colourOf: () => '#17538f', nameOf: id => id });
const topic = fixedTopic(SAMPLE_ITEMS);
await runDigests({
  store,
  topics: {
    jobs: {
      parse: topic.parse,
      matcher: async (from, to) => {
        const { match } = await topic.matcher(from, to);
        return {
          match: filter => {
            step();
            return match(filter);
          },
        };
      },
    },
  },
  now: () => {
    step();
    return new Date(instant);
  },
  compose: digest => {
    step();
    return compose(digest);
  },
  batch: Number(batch),
});
record.close();
