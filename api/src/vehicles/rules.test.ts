import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { take } from '../http/token-bucket.ts';
import { type AccessKey, makeKey, matchKey } from '../keys/access-key.ts';
import { type Fix, OFF_AFTER, SILENT_AFTER, shownAt, type WorkingFix } from './duty.ts';
import { stopStreets } from './stop-streets.ts';
import { nearestNamed, openStreets, streetKey } from './streets.ts';
import { createTrack } from './track.ts';
import { currentShift, simplifyTrail } from './trail.ts';

const NOW = Date.parse('2026-11-24T05:40:00Z');
const working = (secondsAgo: number, more: Partial<WorkingFix> = {}): WorkingFix => ({
  at: NOW - secondsAgo * 1000,
  onDuty: true,
  lat: 53.02,
  lng: -1.48,
  speed: null,
  heading: null,
  treating: false,
  ...more,
});
const off = (secondsAgo: number): Fix => ({ at: NOW - secondsAgo * 1000, onDuty: false });

describe('what the public sees', () => {
  const due = working(60);
  test('a vehicle at work, where it was when the delay began', () =>
    assert.deepEqual(shownAt(NOW, working(1), due), { state: 'on-duty', fix: due }));
  test('nothing before the first fix is old enough', () => assert.deepEqual(shownAt(NOW, working(1), undefined), { state: 'off-duty' }));
  test('nothing from the moment it is known to be off duty, delay or not', () =>
    assert.deepEqual(shownAt(NOW, off(1), due), { state: 'off-duty' }));
  test('nothing until the delay is over after it came on duty', () =>
    assert.deepEqual(shownAt(NOW, working(1), off(60)), { state: 'off-duty' }));
  test('silent after ten minutes', () => {
    const last = working(0);
    assert.equal(shownAt(NOW + SILENT_AFTER, last, last).state, 'on-duty');
    assert.equal(shownAt(NOW + SILENT_AFTER + 1, last, last).state, 'silent');
  });
  test('off duty after two hours without a word: the device may be at home', () => {
    const last = working(0);
    assert.equal(shownAt(NOW + OFF_AFTER + 1, last, last).state, 'off-duty');
  });
});

describe('a track', () => {
  const shownAge = (fixes: readonly Fix[], delay: number): number | undefined => {
    const track = createTrack();
    for (const fix of fixes) track.note(fix);
    const shown = track.shown(NOW, delay * 1000);
    return shown.state === 'off-duty' ? undefined : (NOW - shown.fix.at) / 1000;
  };
  test('takes fixes in any order, and twice', () => {
    const fixes = [working(90), working(70), working(50), working(10)];
    assert.equal(shownAge(fixes, 60), 70);
    assert.equal(shownAge([...fixes, ...fixes].reverse(), 60), 70);
  });
  test('shows at once what it learns late of a time that is due', () => {
    const track = createTrack();
    track.note(working(200));
    track.note(working(5));
    track.shown(NOW, 60_000);
    track.note(working(80));
    const shown = track.shown(NOW, 60_000);
    assert.equal(shown.state !== 'off-duty' && shown.fix.at, NOW - 80_000);
  });
  test('never goes back to an older place', () => {
    const track = createTrack();
    track.note(working(70));
    track.shown(NOW, 60_000);
    track.note(working(100));
    const shown = track.shown(NOW, 60_000);
    assert.equal(shown.state !== 'off-duty' && shown.fix.at, NOW - 70_000);
  });
});

describe('a token bucket', () => {
  const rate = { perSecond: 10, burst: 20 };
  test('lets a burst through, then only the rate', () => {
    const full = take(undefined, 20, NOW, rate);
    assert.equal(full.kind, 'taken');
    const bucket = full.kind === 'taken' ? full.bucket : undefined;
    assert.deepEqual(take(bucket, 15, NOW + 500, rate), { kind: 'short', waitSeconds: 1 });
    assert.equal(take(bucket, 5, NOW + 500, rate).kind, 'taken');
    assert.deepEqual(take(bucket, 20, NOW, rate), { kind: 'short', waitSeconds: 2 });
  });
  test('never fills above the burst, nor empties when a clock goes back', () => {
    const left = take({ tokens: 5, at: NOW }, 5, NOW - 60_000, rate);
    assert.equal(left.kind, 'taken');
    assert.equal(take({ tokens: 0, at: NOW }, 21, NOW + 60_000_000, rate).kind, 'short');
  });
});

describe('a device key', () => {
  const made = makeKey();
  const onRecord = (more: Partial<AccessKey> = {}): AccessKey => ({
    id: made.id,
    authority: 'derbyshire',
    name: 'Depot',
    hash: made.hash,
    createdAt: '2026-11-24T00:00:00.000Z',
    revokedAt: null,
    ...more,
  });
  test('is known for what it is, and does not stand in its hash', () => {
    assert.match(made.key, /^dtp_[A-Za-z0-9_-]{43}$/);
    assert.ok(!made.hash.includes(made.key.slice(4, 12)));
  });
  test('opens with its own words only', () => {
    const keys = [onRecord({ id: 'other', hash: makeKey().hash }), onRecord()];
    assert.equal(matchKey(keys, `Bearer ${made.key}`)?.id, made.id);
    assert.equal(matchKey(keys, `bearer  ${made.key} `)?.id, made.id);
    for (const wrong of [undefined, '', 'Bearer', `Basic ${made.key}`, made.key, `Bearer ${made.key}x`, `Bearer ${'x'.repeat(5000)}`])
      assert.equal(matchKey(keys, wrong), undefined);
  });
  test('opens no more once it is revoked', () =>
    assert.equal(matchKey([onRecord({ revokedAt: '2026-11-24T01:00:00.000Z' })], `Bearer ${made.key}`), undefined));
});

describe('a trail', () => {
  test('begins where the vehicle last came on duty', () => {
    const fixes = [working(50), off(40), working(30), working(20)];
    assert.deepEqual(currentShift(fixes), [fixes[2], fixes[3]]);
    assert.deepEqual(currentShift([working(50), off(40)]), []);
  });
  test('keeps corners, ends, and where treating begins; leaves out what is on the way', () => {
    const east = Array.from({ length: 50 }, (_, at) => working(200 - at, { lng: -1.48 + at * 1e-4, treating: at >= 20 }));
    const north = Array.from({ length: 50 }, (_, at) => working(100 - at, { lng: -1.4751, lat: 53.02 + at * 1e-4, treating: true }));
    const kept = simplifyTrail([...east, ...north]);
    assert.deepEqual(
      kept.map(fix => (NOW - fix.at) / 1000),
      [200, 180, 151, 51].filter(seconds => kept.some(fix => NOW - fix.at === seconds * 1000)),
    );
    assert.ok(kept.length >= 4 && kept.length <= 5);
    assert.deepEqual(simplifyTrail([]), []);
    assert.equal(simplifyTrail([working(1)]).length, 1);
  });
  test('of a whole shift standing still is two points', () => {
    const still = Array.from({ length: 14_400 }, (_, at) => working(14_400 - at));
    assert.equal(simplifyTrail(still).length, 2);
  });
});

describe('streets', () => {
  const at = { lat: 53.0236, lng: -1.4823 };
  const close = { ...at, name: 'King Street, Belper' };
  const towns = async () => [
    { name: 'Belper', lat: 53.02, lng: -1.48 },
    { name: 'Matlock', lat: 53.1383, lng: -1.5557 },
  ];
  test('come from the best source that knows one close by', async () => {
    const far = async () => ({ name: 'Far Lane', distanceM: 1900 });
    const gazetteer = async () => ({ name: 'High Street, Belper', distanceM: 30 });
    const streets = openStreets({ sources: [far, gazetteer], points: [close], towns });
    assert.equal(await streets.whereabouts(at), 'near High Street, Belper');
    assert.equal(await streets.under(at), 'High Street, Belper');
  });
  test('come from the points of ours where nothing was imported, and then the nearest town is told', async () => {
    const streets = openStreets({ sources: [async () => null], points: [close], towns });
    assert.equal(await streets.whereabouts(at), 'near King Street, Belper');
    assert.equal(streets.named('KING STREET Belper'), 'King Street, Belper');
    const away = { lat: 53.035, lng: -1.47 };
    assert.equal(await streets.whereabouts(away), 'near Belper');
    assert.equal(await streets.under(away), null);
    assert.equal(await streets.whereabouts({ lat: 53.5, lng: -2.3 }), null);
  });
  test('are not told of a vehicle that is only somewhere near', async () => {
    const streets = openStreets({ sources: [async () => ({ name: 'High Street', distanceM: 200 })], points: [], towns });
    assert.equal(await streets.under(at), null);
    assert.equal(await streets.homeStreet(at), 'High Street');
  });
  test('that could not be looked up are looked up again, and a changed record is read anew', async () => {
    let asked = 0;
    const source = async () => {
      asked++;
      if (asked === 1) throw new Error('busy');
      return { name: `Street ${asked}`, distanceM: 1 };
    };
    const streets = openStreets({ sources: [source], points: [], towns });
    await assert.rejects(streets.under(at), /busy/);
    assert.equal(await streets.under(at), 'Street 2');
    assert.equal(await streets.under(at), 'Street 2');
    streets.forget();
    assert.equal(await streets.under(at), 'Street 3');
  });
  test('can be read off bus stops, however their columns are called', async () => {
    const stop = { title: 'Clune Street', address: null, metres: 12 };
    const from = (properties: Record<string, unknown>) => stopStreets(async () => ({ ...stop, properties }))(at);
    assert.deepEqual(await from({ Street: 'STATION ROAD', LocalityName: 'Ilkeston' }), { name: 'Station Road, Ilkeston', distanceM: 12 });
    assert.deepEqual(await from({ street: 'Dale Road' }), { name: 'Dale Road', distanceM: 12 });
    assert.equal(await from({ Street: ' ' }), null);
    assert.equal(await stopStreets(async () => undefined)(at), null);
  });
  test('have one key however they are written, and the nearest point wins', () => {
    assert.equal(streetKey("St. John's Road, Buxton"), streetKey('st johns road buxton'));
    assert.equal(nearestNamed([], at), null);
    assert.equal(nearestNamed([{ name: 'a', lat: 53.1, lng: -1.4 }, close], at)?.name, 'King Street, Belper');
  });
});
