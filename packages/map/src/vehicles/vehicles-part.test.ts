import { AuthorityId } from '@dtp/contract/ids.ts';
import type { LatLng } from '@dtp/contract/map.ts';
import { type StreamRow, type Trail, type TreatedReply, type Vehicle, VehicleId, type VehicleList } from '@dtp/contract/vehicles.ts';
import { Client } from '@dtp/kit/client.ts';
import { baseStyles } from '@dtp/kit/styles.ts';
import { assert, equal, excludes, includes } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { type Clock, installClock } from '@dtp/kit/testing/clock.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network, noConnection, problem, startNetwork } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { LitElement } from 'lit';
import { HttpResponse, http } from 'msw/http';
import { sse } from 'msw/sse';
import type { MapVehicle, MapView } from '../engine/view.ts';
import { ageWords } from './messages.ts';
import { VehiclesPart } from './vehicles-part.ts';

const STREAM = '/api/v1/vehicles/stream';
const derbyshire = {
  id: AuthorityId.parse('derbyshire'),
  name: 'Derbyshire County Council',
  shortName: 'Derbyshire',
  kind: 'county' as const,
  homeUrl: 'https://county.example/',
};
const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();
const vehicle = (number: number, more: Partial<Vehicle> = {}): Vehicle => ({
  id: VehicleId.parse(`gritter-${number}`),
  name: `Gritter ${number}`,
  kind: 'gritter',
  authority: derbyshire,
  isSample: false,
  delaySeconds: 60,
  state: 'off-duty',
  fix: null,
  ...more,
});
const fix = (seconds: number, where: string | null, treating = true) => ({
  at: ago(seconds),
  ageSeconds: seconds,
  point: { lat: 53.02, lng: -1.48 },
  heading: 90,
  treating,
  where,
});
const listOf = (...items: Vehicle[]): VehicleList => ({
  items,
  total: items.length,
  page: 1,
  pageSize: items.length,
  asOf: ago(0),
  disclaimer: 'A road that has been treated can still be icy.',
});
const out = vehicle(1, { state: 'on-duty', isSample: true, fix: fix(70, 'near High Street, Belper') });
const LIST = listOf(out, vehicle(2), vehicle(3, { state: 'silent', fix: fix(15 * 60, null, false) }));

/** What the map was last told to draw. */
let drawn: { vehicles: readonly MapVehicle[]; trail: readonly LatLng[] } | null = null;
let view: MapView | null = null;
/** Whose vehicles the page wants; null for none. */
let authority: string | null = '';
const mapView = (): MapView => ({
  show: () => undefined,
  select: () => undefined,
  from: () => undefined,
  vehicles: (vehicles, trail) => {
    drawn = { vehicles, trail };
  },
  fit: () => undefined,
  focus: () => undefined,
  destroy: () => undefined,
});

/** An element that does no more than show the part, as the map's does. */
class Host extends LitElement {
  static override styles = [baseStyles];
  readonly part_ = new VehiclesPart(this, { client: () => new Client(location.origin), authority: () => authority, view: () => view });
  override render() {
    return this.part_.content(2);
  }
}
customElements.define('test-vehicles', Host);

const text = (host: Host): string => (host.renderRoot instanceof ShadowRoot ? host.renderRoot.textContent : '').replace(/\s+/g, ' ');
const status = (host: Host, of: 'feed' | 'treated'): string => host.renderRoot.querySelector(`[data-${of}]`)?.textContent ?? '';
const open = async (): Promise<Host> => {
  const host = mount('<test-vehicles></test-vehicles>', Host);
  await host.updateComplete;
  return host;
};
const sees = (host: Host, words: string) => until(() => text(host).includes(words), words);

type Events = { snapshot: VehicleList; positions: { asOf: string; items: readonly StreamRow[] }; message: unknown };
type Client_ = { send(event: object): void; close(): void; error(): void };

/** A stream that begins with LIST; the test sends the rest. */
let streams: Client_[] = [];
const streaming = (list: VehicleList = LIST) =>
  sse<Events>(STREAM, ({ client }) => {
    streams.push(client);
    client.send({ event: 'snapshot', data: list });
  });
const lastStream = (): Client_ => {
  const last = streams.at(-1);
  assert(last, 'Nothing listens');
  return last;
};

describe('the list of vehicles', () => {
  beforeEach(async () => {
    await startNetwork();
    network.resetHandlers();
    streams = [];
    view = drawn = null;
    authority = '';
  });
  afterEach(unmount);

  it('says where each is, what it does and how long ago that was', async () => {
    network.use(streaming());
    const host = await open();
    equal(status(host, 'feed'), 'Loading where the gritters are…');
    await sees(host, 'Near High Street, Belper, spreading salt, 1 minute ago.');
    includes(text(host), 'Gritter 1 (a made-up example)', 'Not spreading salt, 15 minutes ago. We have not heard from it since.');
    includes(text(host), '1 gritter is off duty and not shown.', 'can still be icy');
    excludes(text(host), 'Gritter 2');
    equal(status(host, 'feed'), '2 gritters are out. Live.');
    await passesAxe(host);
  });

  it('changes as the server tells it, and forgets where one is that goes off duty', async () => {
    network.use(streaming());
    const host = await open();
    await sees(host, 'Belper');
    const moved: StreamRow = [out.id, 'on-duty', ago(5), 53.1, -1.5, 180, 0, 'near Dale Road, Matlock'];
    lastStream().send({ event: 'positions', data: { asOf: ago(0), items: [moved] } });
    await sees(host, 'Near Dale Road, Matlock, not spreading salt, less than a minute ago.');
    lastStream().send({ event: 'positions', data: { asOf: ago(0), items: [[out.id, 'off-duty']] } });
    await until(() => !text(host).includes('Near Dale Road'), 'the place to go');
    includes(text(host), '2 gritters are off duty');
  });

  it('says so when none is out, and when there are none', async () => {
    network.use(streaming(listOf()));
    const host = await open();
    await sees(host, 'No gritters are on the list yet.');
    equal(status(host, 'feed'), 'No gritters are out at the moment.');
  });

  it('keeps the last it knew while the connection is lost, says so, and comes back', async () => {
    network.use(
      http.get(
        STREAM,
        () =>
          new HttpResponse(`retry: 20\n\nevent: snapshot\ndata: ${JSON.stringify(LIST)}\n\n`, {
            headers: { 'content-type': 'text/event-stream' },
          }),
        { once: true },
      ),
      streaming(),
    );
    const host = await open();
    await until(() => streams.length > 0, 'a second connection');
    await until(() => status(host, 'feed').includes('Live'), 'to be live again');
    includes(text(host), 'Belper');
  });

  it('rests while the page is not looked at', async () => {
    network.use(streaming());
    const host = await open();
    await sees(host, 'Belper');
    const look = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    look(true);
    equal(streams.length, 1);
    look(false);
    Reflect.deleteProperty(document, 'hidden');
    await until(() => streams.length === 2, 'a new connection');
  });

  it('shares one connection among the maps of a page', async () => {
    network.use(streaming());
    const host = await open();
    await sees(host, 'Belper');
    const other = new Host();
    host.after(other);
    await sees(other, 'Belper');
    equal(streams.length, 1);
  });

  describe('with a server that takes no more listeners', () => {
    let clock: Clock;
    beforeEach(() => {
      clock = installClock();
    });
    afterEach(() => clock.uninstall());

    it('says that it cannot be shown, and tries again', async () => {
      network.use(
        http.get(STREAM, () => problem(503), { once: true }),
        streaming(),
      );
      const host = await open();
      await until(() => status(host, 'feed').startsWith('Sorry'), 'the apology');
      await passesAxe(host);
      clock.advance(20_000);
      await sees(host, 'Belper');
    });
  });

  it('draws those that are out on the open map, and the way that one came', async () => {
    const points = [
      { at: ago(300), lat: 53, lng: -1.5, treating: true },
      { at: ago(70), lat: 53.02, lng: -1.48, treating: true },
    ];
    network.use(
      streaming(),
      answerGet<Trail>('/api/v1/vehicles/:id/trail', () => ({ vehicle: out.id, state: 'on-duty', asOf: ago(0), points })),
    );
    view = mapView();
    const host = await open();
    await sees(host, 'Belper');
    equal(
      drawn?.vehicles.map(({ name, heading, treating }) => [name, heading, treating]),
      [
        ['Gritter 1', 90, true],
        ['Gritter 3', 90, false],
      ],
    );
    const button = host.renderRoot.querySelector('button[aria-pressed]');
    assert(button instanceof HTMLButtonElement, 'No button for the trail');
    button.click();
    await until(() => drawn?.trail.length === 2, 'the trail');
    equal(button.getAttribute('aria-pressed'), 'true');
    await passesAxe(host);
    button.click();
    await until(() => drawn?.trail.length === 0, 'the trail to go');
  });

  it('listens no more once the page wants no vehicles', async () => {
    network.use(streaming());
    view = mapView();
    const host = await open();
    await sees(host, 'Belper');
    authority = null;
    host.requestUpdate();
    await until(() => drawn?.vehicles.length === 0, 'the map to be empty');
    excludes(text(host), 'Near High Street, Belper');
  });

  it('listens no more once it has left the page, also when it draws itself once more', async () => {
    const asked: string[] = [];
    network.use(
      sse<Events>(STREAM, ({ client, request }) => {
        asked.push(new URL(request.url).search);
        client.send({ event: 'snapshot', data: LIST });
      }),
    );
    const host = await open();
    await sees(host, 'Belper');
    host.remove();
    host.requestUpdate();
    await host.updateComplete;
    // A stream of its own, so that a connection of the first one would be seen before it.
    authority = 'derby';
    const other = new Host();
    mount('<div></div>', HTMLDivElement).append(other);
    await sees(other, 'Belper');
    equal(asked, ['', '?authority=derby']);
  });

  it('offers no map where there is none', async () => {
    network.use(streaming());
    const host = await open();
    await sees(host, 'Belper');
    equal(host.renderRoot.querySelector('button[aria-pressed]'), null);
  });
});

describe('when a street was last treated', () => {
  beforeEach(async () => {
    await startNetwork();
    network.resetHandlers();
    network.use(streaming());
  });
  afterEach(unmount);

  const reply = (message: string): TreatedReply => ({
    from: null,
    street: 'High Street, Belper',
    lastTreatedAt: ago(3600),
    vehicle: null,
    message,
    asOf: ago(0),
    disclaimer: '',
  });
  const ask = async (host: Host, words: string): Promise<void> => {
    const field = host.renderRoot.querySelector('input');
    assert(field, 'No field');
    field.value = words;
    field.dispatchEvent(new Event('input'));
    host.renderRoot.querySelector('form')?.requestSubmit();
    await host.updateComplete;
  };

  it('is answered in words', async () => {
    let asked = '';
    network.use(
      answerGet('/api/v1/vehicles/treated', url => {
        asked = url.search;
        return reply('High Street, Belper was last treated today at 5.40am.');
      }),
    );
    const host = await open();
    await ask(host, 'High Street, Belper');
    equal(status(host, 'treated'), 'Looking it up…');
    await until(() => status(host, 'treated').includes('5.40am'), 'the answer');
    equal(asked, '?near=High+Street%2C+Belper');
    await passesAxe(host);
  });

  it('asks for words where there are none, in the field', async () => {
    const host = await open();
    await ask(host, ' ');
    await sees(host, 'Enter a street and its town, or a postcode');
    const field = host.renderRoot.querySelector('input');
    equal(field?.getAttribute('aria-invalid'), 'true');
    assert(host.renderRoot instanceof ShadowRoot && host.renderRoot.activeElement === field, 'The focus is not in the field');
    await passesAxe(host);
  });

  it('shows what the server says of a place it does not know', async () => {
    network.use(answerGet('/api/v1/vehicles/treated', () => problem(404, { detail: 'We could not find “Nowhere”.' })));
    const host = await open();
    await ask(host, 'Nowhere');
    await sees(host, 'We could not find “Nowhere”.');
  });

  it('says so when the server cannot be reached', async () => {
    network.use(answerGet('/api/v1/vehicles/treated', noConnection));
    const host = await open();
    await ask(host, 'High Street');
    await until(() => status(host, 'treated').startsWith('Sorry'), 'the apology');
  });
});

describe('the age of a fix', () => {
  it('is told as people tell it', () => {
    equal([0, 59, 60, 119, 120, 3599, 3600, 7300].map(ageWords), [
      'less than a minute ago',
      'less than a minute ago',
      '1 minute ago',
      '1 minute ago',
      '2 minutes ago',
      '59 minutes ago',
      '1 hour ago',
      '2 hours ago',
    ]);
  });
});
