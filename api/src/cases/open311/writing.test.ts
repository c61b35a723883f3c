import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { written } from './writing.ts';

const parser = new XMLParser({ parseTagValue: false, trimValues: false });
const xmlOf = (description: string) => written('xml', { root: 'services', entry: 'service', value: [{ description, lat: null }] }).text();

/** What XML 1.0 has no way to say. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the purpose
const unsayable = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '');

test('whatever a text holds, its XML is well-formed and says the same, but for characters that XML does not have', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ']', '\n', ';', 'a') })),
      async text => {
        const xml = await xmlOf(text);
        assert.equal(XMLValidator.validate(xml), true);
        const said = unsayable(text);
        // Line ends are one kind in XML (section 2.11).
        assert.equal(parser.parse(xml).services.service.description, said.replace(/\r\n?/g, '\n'));
      },
    ),
  );
});

test('null is an empty element in XML and null in JSON; an empty list is an empty root', async () => {
  assert.match(await xmlOf('x'), /<lat\/>/);
  const empty = { root: 'services', entry: 'service', value: [] } as const;
  assert.match(await written('xml', empty).text(), /<services\/>/);
  assert.equal(await written('json', empty).text(), '[]');
});
