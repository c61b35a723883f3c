import type { LayerList } from '@dtp/contract/map.ts';
import type { VehicleList } from '@dtp/contract/vehicles.ts';
import { assert, equal } from '@dtp/kit/testing/assert.ts';
import { passesAxe } from '@dtp/kit/testing/axe.ts';
import { mount, unmount } from '@dtp/kit/testing/mount.ts';
import { answerGet, network, startNetwork } from '@dtp/kit/testing/network.ts';
import { until } from '@dtp/kit/testing/until.ts';
import { sse } from 'msw/sse';
import '../define.ts';
import { DtpMap } from '../map.ts';

const LIST: VehicleList = {
  items: [],
  total: 0,
  page: 1,
  pageSize: 0,
  asOf: '2026-11-24T05:40:00.000Z',
  disclaimer: 'A road that has been treated can still be icy.',
};

describe('<dtp-map vehicles>', () => {
  let asked: string[];
  beforeEach(async () => {
    await startNetwork();
    network.resetHandlers();
    asked = [];
    network.use(
      answerGet<LayerList>('/api/v1/map/layers', () => ({ items: [], total: 0, page: 1, pageSize: 0 })),
      sse<{ snapshot: VehicleList; message: unknown }>('/api/v1/vehicles/stream', ({ client, request }) => {
        asked.push(new URL(request.url).search);
        client.send({ event: 'snapshot', data: LIST });
      }),
    );
  });
  afterEach(unmount);

  const open = async (attributes: string): Promise<DtpMap> => {
    const map = mount(`<dtp-map api="${location.origin}" theme="none" ${attributes}></dtp-map>`, DtpMap);
    await until(() => map.shadowRoot?.querySelector('form'), 'the form of the map');
    return map;
  };
  const part = (map: DtpMap): Element | null => map.renderRoot.querySelector('[part=vehicles]');

  it('shows gritters and the question beside what the map shows', async () => {
    const map = await open('vehicles');
    await until(() => part(map)?.textContent?.includes('can still be icy'), 'the gritters');
    assert(part(map)?.textContent?.includes('When was my street last treated?'), 'The question is missing');
    equal(asked, ['']);
    await passesAxe(map);
  });

  it('asks for those of one partner', async () => {
    const map = await open('vehicles="derbyshire"');
    await until(() => part(map), 'the gritters');
    await until(() => asked.length > 0, 'the stream');
    equal(asked, ['?authority=derbyshire']);
  });

  it('has nothing of it, and asks for nothing, where the page does not want it', async () => {
    const map = await open('');
    await map.updateComplete;
    equal(part(map), null);
    equal(asked, []);
  });
});
