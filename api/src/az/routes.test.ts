import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BrowseReply, IndexReply, SearchReply, ServiceReply, SuggestReply } from '@dtp/contract/az.ts';
import { AuthorityId } from '@dtp/contract/ids.ts';
import { Problem } from '@dtp/contract/problem.ts';
import type { z } from 'zod';
import { createAuthorityRepository } from '../authorities/repository.ts';
import { bumpVersion } from '../store/versions.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { createAzRepository } from './repository.ts';

let server: TestApp;
before(async () => {
  server = await startTestApp();
});
after(() => server.stop());

type Query = Readonly<Record<string, string>>;

const request = (path: string, query: Query = {}) => server.app.request(`/api/v1/az${path}?${new URLSearchParams(query)}`);

/** The reply, checked against the contract. */
const get = async <Schema extends z.ZodType>(schema: Schema, path: string, query: Query = {}): Promise<z.output<Schema>> => {
  const reply = await request(path, query);
  assert.equal(reply.status, 200, await reply.clone().text());
  return schema.parse(await reply.json());
};

const problem = async (path: string, query: Query): Promise<z.output<typeof Problem>> => {
  const reply = await request(path, query);
  assert.equal(reply.status, 400);
  return Problem.parse(await reply.json());
};

/** One service's answers in short: `derbyshire yes provided`. */
const service = async (id: string, query: Query = {}): Promise<{ responsibility: string; answers: string[]; because: string[] }> => {
  const { responsibility, answers } = await get(ServiceReply, `/services/${id}`, query);
  return {
    responsibility,
    answers: answers.map(({ authority, responsible, status }) => `${authority.id} ${responsible} ${status}`),
    because: answers.map(one => one.because),
  };
};

const PLANNING = 'apply-for-planning-permission';

test('Bakewell and Ashbourne have different planning authorities', async () => {
  const bakewell = await service(PLANNING, { postcode: 'DE45 1' });
  assert.deepEqual(bakewell.answers, ['peak-district yes provided']);
  assert.deepEqual(bakewell.because, ['Your home is inside the national park, where the park authority decides planning.']);
  const ashbourne = await service(PLANNING, { postcode: 'DE6 1', area: 'derbyshire-dales' });
  assert.deepEqual(ashbourne.answers, ['derbyshire-dales yes provided']);
  assert.deepEqual(ashbourne.because, ['You chose Derbyshire Dales, outside the national park.']);
});

test('a home that may lie across the border is never settled, till the person says where it is', async () => {
  const bins = 'check-your-bin-day';
  const asked = await service(bins, { postcode: 'DE13 9AA' });
  assert.deepEqual([asked.responsibility, asked.answers], ['depends', ['south-derbyshire possible provided']]);
  const roads = await service('report-a-pothole', { postcode: 'DE13 9AA' });
  assert.deepEqual([roads.responsibility, roads.answers], ['depends', ['derbyshire possible provided']]);

  const ours = await service(bins, { postcode: 'DE13 9AA', area: 'south-derbyshire' });
  assert.deepEqual([ours.responsibility, ours.answers], ['settled', ['south-derbyshire yes provided']]);
  assert.deepEqual(ours.because, ['You chose South Derbyshire.']);
});

test('whoever chose “somewhere else” is told of no council of ours, only of the park’s own services', async () => {
  const elsewhere = { postcode: 'DE13 9AA', area: 'outside', authority: 'south-derbyshire' };
  for (const id of ['check-your-bin-day', 'report-a-pothole', 'report-a-crime-to-the-police', 'complain-or-give-praise']) {
    const { responsibility, answers } = await service(id, elsewhere);
    assert.deepEqual([id, responsibility, answers], [id, 'elsewhere', []]);
  }
  assert.equal((await service('hire-a-bike-in-the-peak-district', elsewhere)).responsibility, 'settled');
  const found = await get(SearchReply, '/search', { q: 'bin day', ...elsewhere });
  assert.deepEqual([found.items[0]?.responsibility, found.items[0]?.answers], ['elsewhere', []]);
});

test('a sector that is mostly outside Derbyshire settles nothing, though only one district of ours reaches into it', async () => {
  const { responsibility, answers, because } = await service('check-your-bin-day', { postcode: 'NG16 3AA' });
  assert.equal(responsibility, 'depends');
  assert.deepEqual(answers, ['amber-valley possible provided']);
  assert.deepEqual(because, ['If you live in Amber Valley.']);
});

test('a Derby and an Amber Valley postcode have different road authorities', async () => {
  const derby = await service('report-a-pothole', { postcode: 'de1 2' });
  assert.deepEqual(derby.answers, ['derby yes provided']);
  assert.deepEqual(derby.because, ['Your postcode is in Derby, where Derby City Council does the work of both district and county.']);
  const amber = await service('report-a-pothole', { postcode: 'DE55 7', area: 'amber-valley' });
  assert.deepEqual(amber.answers, ['derbyshire yes provided']);
  assert.match(amber.because[0] ?? '', /^You chose Amber Valley, where Derbyshire County Council looks after this\.$/);
});

test('on a host’s site its area stands while no postcode is given', async () => {
  const bins = await service('check-your-bin-day', { authority: 'bolsover' });
  assert.deepEqual([bins.responsibility, bins.answers], ['settled', ['bolsover yes provided']]);
  assert.deepEqual(bins.because, ['Bolsover District Council looks after this everywhere in Bolsover.']);
  const roads = await service('report-a-pothole', { authority: 'bolsover' });
  assert.deepEqual(roads.because, ['Derbyshire County Council looks after this everywhere in Derbyshire outside Derby.']);
  const own = await service('complain-or-give-praise', { authority: 'erewash' });
  assert.deepEqual(own.answers, ['erewash yes provided', 'derbyshire yes provided']);
});

test('a postcode that is not known leaves the host’s area standing, and says so', async () => {
  const reply = await get(SearchReply, '/search', { q: 'bin day', authority: 'bolsover', postcode: 'ZZ99 9ZZ' });
  assert.equal(reply.place?.kind, 'not-found');
  assert.equal(reply.items[0]?.answers[0]?.authority.id, 'bolsover');
  assert.equal((await get(SearchReply, '/search', { q: 'bin day', postcode: 'x'.repeat(12) })).place?.kind, 'not-a-postcode');
});

test('where areas differ the possible bodies are listed, in a list three at most, on the service’s page all', async () => {
  const planning = await service(PLANNING, { authority: 'high-peak' });
  assert.equal(planning.responsibility, 'depends');
  assert.deepEqual(planning.because.sort(), [
    'If you live in High Peak, outside the national park.',
    'If your home is inside the national park.',
  ]);
  const onSite = await get(SearchReply, '/search', { q: 'check your bin day', authority: 'derbyshire' });
  assert.deepEqual([onSite.items[0]?.responsibility, onSite.items[0]?.answers], ['depends', []]);
  assert.equal((await service('check-your-bin-day', { authority: 'derbyshire' })).answers.length, 8);
});

test('with neither place nor host every answer on record is listed, and none claims to be yours', async () => {
  const bins = await service('check-your-bin-day');
  assert.equal(bins.responsibility, 'depends');
  assert.equal(bins.answers.length, 9);
  assert.ok(bins.answers.every(answer => answer.includes(' listed ')));
  assert.ok(bins.because.includes('For people in Bolsover.'));
  const police = await service('report-a-crime-to-the-police');
  assert.deepEqual([police.responsibility, police.answers], ['settled', ['derbyshire-constabulary listed provided']]);
});

test('outside the partnership nothing is answered but the park’s own services', async () => {
  const bins = await service('check-your-bin-day', { postcode: 'S11 8' });
  assert.deepEqual([bins.responsibility, bins.answers], ['elsewhere', []]);
  const park = await service('hire-a-bike-in-the-peak-district', { postcode: 'S11 8' });
  assert.equal(park.responsibility, 'settled');
});

test('a power is a gap until an editor says otherwise, with the body’s own contact', async () => {
  const { answers } = await get(ServiceReply, '/services/get-rid-of-pests', { authority: 'erewash' });
  assert.equal(answers[0]?.status, 'unknown');
  assert.equal(answers[0]?.contact.url?.startsWith('https://'), true);
  assert.deepEqual(answers[0]?.actions, []);
});

test('search says what it corrected, how many it found, and no more than asked', async () => {
  const reply = await get(SearchReply, '/search', { q: 'counsil tax', limit: '3' });
  assert.equal(reply.corrected, 'council tax');
  assert.equal(reply.items.length, 3);
  assert.ok(reply.total > 3);
  assert.equal(reply.place, null);
});

test('a word is searched as typed on demand, and then nothing was corrected', async () => {
  const mended = await get(SearchReply, '/search', { q: 'tinder' });
  assert.equal(mended.corrected, 'tender');
  const typed = await get(SearchReply, '/search', { q: 'tinder', exact: 'true' });
  assert.deepEqual([typed.corrected, typed.total], [null, 0]);
  assert.equal((await problem('/search', { q: 'tinder', exact: 'yes' })).errors?.[0]?.path, 'exact');
});

test('the index, letters, categories and pages', async () => {
  const index = await get(IndexReply, '', { authority: 'peak-district' });
  assert.equal(index.letters.length, 26);
  assert.ok(index.popular.every(one => ['park', 'planning'].includes(one.tier)));
  const total = index.letters.find(one => one.letter === 'P')?.count ?? 0;
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(total / 100) }, (_, at) =>
      get(BrowseReply, '/services', { letter: 'p', pageSize: '100', page: String(at + 1) }),
    ),
  );
  const names = pages.flatMap(page => page.items.map(one => `${one.listedAs}: ${one.service.id}`));
  assert.equal(new Set(names).size, total);
  assert.ok(names.includes('Pothole: report-a-pothole'));
  const both = await get(BrowseReply, '/services', { letter: 'p', category: 'peak-district' });
  assert.ok(both.total > 0 && both.items.every(one => one.service.categories.includes('peak-district')));
  assert.deepEqual((await get(BrowseReply, '/services', { page: '999' })).items, []);
});

test('suggestions carry the other name that fits', async () => {
  const reply = await get(SuggestReply, '/suggest', { q: 'dustb', limit: '2' });
  assert.deepEqual(reply.items[0], { id: 'check-your-bin-day', title: 'Check your bin day', alias: 'dustbin' });
  assert.ok(reply.items.length <= 2);
});

test('all faults of a request at once', async () => {
  const { errors } = await problem('/services', { category: 'nope', area: 'atlantis', authority: 'nobody' });
  assert.deepEqual(errors?.map(one => one.path).sort(), ['area', 'authority', 'category']);
  assert.deepEqual((await problem('/search', { q: 'bin', postcode: 'DE45 1', area: 'bolsover' })).errors?.[0], {
    path: 'area',
    message: 'is not one of the areas of this postcode',
  });
  assert.equal((await problem('/search', { q: 'bin', utm_source: 'x', limit: '0' })).errors?.length, 2);
  assert.equal((await problem('/suggest', { q: 'bin', authority: 'nobody' })).errors?.[0]?.path, 'authority');
  const both = await problem('/services/NOT%20AN%20ID', { colour: 'red', area: 'Nowhere' });
  assert.deepEqual(
    both.errors?.map(one => one.path),
    ['id', 'area', 'colour'],
  );
  assert.equal((await problem('/search', { q: 'bin', ['__proto__']: '1' })).errors?.[0]?.path, '__proto__');
});

const hostile = [
  "'; DROP TABLE services; --",
  '<script>alert(1)</script>',
  '🦆🦆🦆',
  '__proto__',
  '%00',
  '\\u0000',
  '../../etc/passwd',
  'a'.repeat(200),
  '   ',
  '\u0644\u0627',
];

for (const q of hostile) {
  test(`“${q.slice(0, 30)}” is a question like any other`, async () => {
    for (const path of ['/search', '/suggest']) assert.equal((await request(path, { q })).status, 200);
  });
}

test('what cannot be typed, or is too long, is a fault and never a 500', async () => {
  for (const q of ['a\u0000b', 'line\nbreak', '\u202eabc', 'a'.repeat(201)])
    assert.equal((await problem('/search', { q })).errors?.[0]?.path, 'q');
  assert.equal((await request('/search')).status, 400);
  assert.equal((await request('/services/no-such-service')).status, 404);
  assert.equal((await request('/services/NOT%20AN%20ID')).status, 400);
});

test('a write shows at once, and a council that is replaced hands over to its successor', async () => {
  const before = await request('/search', { q: 'bin day', authority: 'erewash' });
  await server.store.write(async db => {
    const authorities = createAuthorityRepository(db);
    const erewash = (await authorities.all()).find(one => one.id === 'erewash');
    assert.ok(erewash);
    const successor = AuthorityId.parse('east-derbyshire');
    await authorities.save({
      ...erewash,
      id: successor,
      name: 'East Derbyshire Council',
      shortName: 'East Derbyshire',
      kind: 'unitary',
      gss: 'E06009999',
      activeFrom: '2026-11-01',
    });
    await authorities.save({ ...erewash, activeTo: '2026-11-01', successors: [successor] });
    const services = createAzRepository(db);
    const bins = (await services.all()).answers.find(one => one.authority === 'erewash' && one.service === 'check-your-bin-day');
    assert.ok(bins);
    await services.saveAnswer({ ...bins, authority: successor, alert: 'New council, same bins.', validTo: '2026-12-31' });
    await services.saveAnswer({ ...bins, authority: AuthorityId.parse('bolsover'), validTo: '2026-11-21' });
    await bumpVersion(db, 'authorities', TEST_NOW);
    await bumpVersion(db, 'az', TEST_NOW);
  });
  await server.refresh();
  const after = await request('/search', { q: 'bin day', authority: 'erewash' });
  assert.notEqual(after.headers.get('etag'), before.headers.get('etag'));

  const { answers } = await get(ServiceReply, '/services/check-your-bin-day', { authority: 'erewash' });
  assert.deepEqual(
    answers.map(one => [one.authority.id, one.alert]),
    [['east-derbyshire', 'New council, same bins.']],
  );
  const roads = await service('report-a-pothole', { authority: 'erewash' });
  assert.deepEqual(roads.answers, ['east-derbyshire yes unknown']);
  // An answer past its last day is a gap again.
  assert.deepEqual((await service('check-your-bin-day', { authority: 'bolsover' })).answers, ['bolsover yes unknown']);
});
