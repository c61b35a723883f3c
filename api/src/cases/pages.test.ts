import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createMailRepository } from '../mail/repository.ts';
import { startTestApp, TEST_NOW, type TestApp } from '../testing/app.ts';
import { readReference } from './reference.ts';
import { createCaseRepository } from './repository.ts';
import { fieldsOf, read, visitor } from './testing/form.ts';

let now = TEST_NOW;
let server: TestApp;
before(async () => {
  server = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
});
after(() => server.stop());

/** Each test is somebody else, so that nobody is in the way of another. */
let people = 0;
const someone = () => visitor(server, `192.0.2.${++people}`);

const referenceIn = (location: string | null) => {
  const reference = readReference(/\/contact\/cases\/([^?]+)/.exec(location ?? '')?.[1] ?? '');
  assert.ok(reference, `no reference in ${location}`);
  return reference;
};
const mailsTo = async (address: string) => (await createMailRepository(server.store.read).newest(100)).filter(({ to }) => to === address);

const POTHOLE = '/contact/report?service=report-a-pothole&authority=amber-valley';

describe('asking or reporting', () => {
  test('says who gets it before anything is sent, and gives a reference, a page and a receipt', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    assert.match(read(form.html), /About: Report a pothole/);
    assert.match(read(form.html), /This goes to Derbyshire County Council\./);
    assert.match(read(form.html), /erased 90 days after the case is closed/);
    assert.match(form.html, /<meta name="robots" content="noindex">/);
    assert.equal(form.headers.get('cache-control'), 'no-store');
    assert.equal(form.headers.get('set-cookie'), null);

    const sent = await send(form, { words: 'A deep hole\nby the school', place: 'High Street', name: 'Jo', email: 'jo@people.example' });
    assert.equal(sent.status, 303);
    assert.match(sent.location ?? '', /^\/contact\/cases\/[0-9A-Z]{4}-[0-9A-Z]{4}\?new$/);
    const reference = referenceIn(sent.location);
    const thanks = await open(sent.location ?? '');
    assert.match(
      read(thanks.html),
      new RegExp(`Thank you\\. We have your message Your reference ${reference} Who has it Derbyshire County Council`),
    );

    const [receipt, ...more] = await mailsTo('jo@people.example');
    assert.equal(more.length, 0);
    assert.equal(receipt?.subject, `We have your message: ${reference}`);
    assert.match(receipt?.text ?? '', /Your message is on record for Derbyshire County Council\./);
    assert.match(receipt?.text ?? '', /> A deep hole\n> by the school\n/);
    assert.match(receipt?.text ?? '', new RegExp(`https://widgets\\.example/contact/cases/${reference}\\n`));
    assert.match(receipt?.text ?? '', /call 999/);
  });

  test('keeps the person apart: the case, its page and the log hold nothing of theirs', async () => {
    const { open, send } = someone();
    const sent = await send(await open(POTHOLE), {
      words: 'Ankle-breaker outside number nine',
      postcode: 'de45 1es',
      place: 'Nine Rutland Square',
      name: 'Persephone Hallows',
      email: 'persephone@people.example',
      phone: '01629 555 0199',
    });
    const reference = referenceIn(sent.location);
    const repository = createCaseRepository(server.store.read);
    const [record] = await repository.byReferences([reference]);
    const { reference: _, ...person } = (await repository.personOf(reference)) ?? {};
    assert.deepEqual(person, {
      name: 'Persephone Hallows',
      email: 'persephone@people.example',
      phone: '01629 555 0199',
      words: 'Ankle-breaker outside number nine',
      postcode: 'DE45 1ES',
      place: 'Nine Rutland Square',
      lat: null,
      lng: null,
      mediaUrl: null,
      eraseAt: '2027-11-22T12:00:00.000Z',
    });
    const page = await open(`/contact/cases/${reference}`);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    for (const text of [JSON.stringify(record), page.html, sent.location ?? '', server.logged()])
      for (const secret of ['Persephone', 'people.example', '0199', 'Ankle', 'Rutland', 'DE45 1ES', 'de45'])
        assert.ok(!text.includes(secret), `${secret} in ${text}`);
  });

  test('asks for a postcode where it decides, then says who gets it, and keeps all that was typed', async () => {
    const { open, send } = someone();
    const form = await open('/contact/report?service=report-fly-tipping');
    assert.doesNotMatch(read(form.html), /This goes to/);
    const typed = { words: '\n  Tyres & <b>fridge</b>\n"here"', name: "Jo O'Neill", email: 'jo@two.example' };
    const lacking = await send(form, typed);
    assert.equal(lacking.status, 400);
    assert.match(lacking.html, /<title>Error: Ask us or report it/);
    assert.match(lacking.html, /<a href="#postcode">Enter a postcode, so that this reaches the right body<\/a>/);
    assert.match(lacking.html, /id="postcode"[^>]* aria-describedby="postcode-hint postcode-fault" aria-invalid="true"/);
    const { words, name, email } = fieldsOf(lacking.html);
    assert.deepEqual({ words, name, email }, { words: 'Tyres & <b>fridge</b>\n"here"', name: "Jo O'Neill", email: 'jo@two.example' });

    const check = await send(lacking, { postcode: 'DE56 1BA' });
    assert.equal(check.status, 200);
    assert.match(read(check.html), /Amber Valley Borough Council looks after this\. Send it when you are ready\./);
    assert.match(read(check.html), /This goes to Amber Valley Borough Council\./);
    assert.equal((await mailsTo('jo@two.example')).length, 0);

    assert.equal((await send(check, {})).status, 303);
    assert.equal((await mailsTo('jo@two.example')).length, 1);
  });

  test('asks which area it is in where the postcode has several', async () => {
    const { open, send } = someone();
    const service = 'report-building-without-planning-permission';
    const choice = await send(await open(`/contact/report?service=${service}`), {
      postcode: 'DE6 1DA',
      words: 'A barn has become a house',
    });
    assert.equal(choice.status, 200);
    assert.match(read(choice.html), /One more question/);
    const check = await send(choice, { area: 'derbyshire-dales.park' });
    assert.match(read(check.html), /This goes to Peak District National Park Authority\./);
    assert.equal(fieldsOf(check.html).words, 'A barn has become a house');
    const sent = await send(check, {});
    assert.match(read((await open(sent.location ?? '')).html), /Who has it Peak District National Park Authority/);
  });

  test('asks which body it is for where several do it, each for its part', async () => {
    const { open, send } = someone();
    const choice = await open('/contact/report?service=report-a-dangerous-tree&postcode=DE45+1ES');
    assert.match(choice.html, /<input type="radio" name="to" value="derbyshire-dales"/);
    const check = await send(choice, { to: 'derbyshire', words: 'It leans over the road' });
    assert.match(read(check.html), /This goes to Derbyshire County Council/);
    assert.equal((await send(check, {})).status, 303);
  });

  test('what it is about can be changed, and all that was typed is kept', async () => {
    const { open, send } = someone();
    const changed = await send(await open(POTHOLE), { words: 'It is about a bin', name: 'Jo', change: 'service' });
    assert.equal(changed.status, 200);
    assert.match(read(changed.html), /Who is it for\?/);
    const { words, name, service } = fieldsOf(changed.html);
    assert.deepEqual({ words, name, service }, { words: 'It is about a bin', name: 'Jo', service: undefined });
  });

  test('takes a question about anything, for a body that is named or found by postcode', async () => {
    const { open, send } = someone();
    const named = await send(await open('/contact/report?authority=erewash'), { words: 'When do you open?' });
    assert.equal(named.status, 303);
    assert.match(read((await open(named.location ?? '')).html), /Erewash Borough Council About A question or report/);

    const unnamed = await send(await open('/contact/report'), { words: 'Who are you?' });
    assert.match(read(unnamed.html), /Say who it is for, or enter a postcode/);
    const bodies = await send(unnamed, { postcode: 'DE1 2FS' });
    assert.match(read(bodies.html), /Which of these is it for\? Derby City Council: everything that a council does in the city/);
    assert.equal((await send(bodies, { to: 'derby' })).status, 303);
  });

  test('takes the words, the place and the spot that a page hands over, and a link cannot fill in who somebody is', async () => {
    const { open, send } = someone();
    const page = await open(
      '/contact/report?service=report-a-pothole&topic=pot+hole%0aby+the+pub&lat=53.0236&lng=-1.4797&place=Near+the+pub&name=Eve&email=eve@x.example&utm_source=mail',
    );
    const { words, place, name, email, lat } = fieldsOf(page.html);
    assert.deepEqual(
      { words, place, name, email, lat },
      { words: 'pot hole\nby the pub', place: 'Near the pub', name: '', email: '', lat: '53.0236' },
    );
    assert.match(read(page.html), /This goes to Derbyshire County Council\./);
    const reference = referenceIn((await send(page, {})).location);
    assert.equal((await createCaseRepository(server.store.read).personOf(reference))?.lng, -1.4797);
    const faraway = await open('/contact/report?service=report-a-pothole&lat=48.85&lng=2.35');
    assert.match(read(faraway.html), /The spot you chose is outside Derbyshire/);
  });

  test('says whom to call before it takes what sounds urgent, and keeps what was typed', async () => {
    const { open, send } = someone();
    const form = await open('/contact/report?topic=I+smell+gas&authority=bolsover');
    assert.ok(form.html.indexOf('0800 111 999') < form.html.indexOf('<form class="report"'));

    const asked = await send(await open(POTHOLE), { words: 'The road is open and I smell gas' });
    assert.equal(asked.status, 200);
    assert.match(read(asked.html), /Does this need help now\?/);
    assert.ok(asked.html.indexOf('0800 111 999') < asked.html.indexOf('<form class="report"'));
    assert.match(asked.html, /The road is open and I smell gas<\/textarea>/);
    const sent = await send(asked, {});
    assert.equal(sent.status, 303);
  });

  test('shows strangers nothing of what was written, however they ask for the page', async () => {
    const { open, send } = someone();
    const sent = await send(await send(await open(POTHOLE), { words: 'There is a gas leak, said a neighbour' }), {});
    const thanks = await open(sent.location ?? '');
    assert.match(read(thanks.html), /If someone is in danger, call 999\./);
    assert.doesNotMatch(thanks.html, /0800 111 999|gas/);
  });
});

describe('what is wrong', () => {
  test('is said all at once, each beside its field', async () => {
    const { open, send } = someone();
    const page = await send(await open('/contact/report?service=report-fly-tipping'), {
      postcode: 'not a postcode',
      words: '',
      name: 'x'.repeat(101),
      place: 'y'.repeat(301),
      email: 'jo at example',
      phone: 'none',
    });
    assert.equal(page.status, 400);
    const links = [...page.html.matchAll(/<a href="#(\w+)">/g)].map(([, field]) => field);
    for (const field of ['postcode', 'words', 'name', 'place', 'email', 'phone']) {
      assert.ok(links.includes(field), `${field} in the summary`);
      assert.match(page.html, new RegExp(`id="${field}-fault"`));
      assert.match(
        page.html,
        new RegExp(`id="${field}" name="${field}" aria-describedby="${field}-hint ${field}-fault" aria-invalid="true"`),
      );
    }
  });

  test('words are counted: 4,000 are taken, one more is not, and none of them is lost', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    const long = await send(form, { words: 'x'.repeat(4001) });
    assert.match(read(long.html), /Write less: this is 1 character more than 4,000/);
    assert.equal(fieldsOf(long.html).words?.length, 4001);
    assert.equal((await send(form, { words: 'é'.repeat(4000) })).status, 303);
  });

  test('a postcode outside, or unknown, is answered with what to do', async () => {
    const { open, send } = someone();
    const form = await open('/contact/report?service=report-fly-tipping');
    const outside = await send(form, { words: 'Tyres', postcode: 'SW1A 1AA' });
    assert.equal(outside.status, 400);
    assert.match(outside.html, /<a href="#postcode">/);
    assert.match(outside.html, /gov\.uk\/find-local-council/);
  });

  test('more than a form can hold, and what is no form, is refused', async () => {
    const { post } = someone();
    assert.equal((await post({ words: 'x'.repeat(90_000) })).status, 413);
    const reply = await server.app.request('/contact/report', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(reply.status, 415);
  });
});

describe('abuse', () => {
  const EVIL = '<script>alert(1)</script>\r\nBcc: all@victims.example';

  test('HTML and headers in every field come out as text, on pages and in mails', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    const shown = await send(form, {
      words: `${EVIL}\u0000`,
      place: EVIL,
      name: EVIL,
      postcode: 'DE45 1ES',
      email: 'evil@people.example',
      phone: EVIL,
    });
    assert.equal(shown.status, 400);
    assert.doesNotMatch(shown.html, /<script>/);
    const sent = await send(form, { words: EVIL, place: EVIL, name: EVIL, postcode: 'DE45 1ES', email: 'evil@people.example' });
    assert.equal(sent.status, 303);
    assert.doesNotMatch((await open(sent.location ?? '')).html, /<script>/);
    const [receipt] = await mailsTo('evil@people.example');
    assert.doesNotMatch(`${receipt?.subject}${JSON.stringify(receipt?.headers)}${receipt?.replyTo}`, /victims|script/);
    assert.match(receipt?.text ?? '', /> <script>alert\(1\)<\/script>\n> Bcc: all@victims\.example/);
  });

  test('an address with a line break or a second address in it is no address', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    for (const email of ['a@x.example\r\nBcc: b@x.example', 'a@x.example, b@x.example', 'a@x.example;b@x.example', 'A <a@x.example>']) {
      const page = await send(form, { words: 'Hello', email });
      assert.equal(page.status, 400, email);
      assert.match(read(page.html), /Enter an email address like/);
    }
  });

  test('every address in the page itself is text too', async () => {
    const { open } = someone();
    const evil = encodeURIComponent('"><script>alert(1)</script>');
    for (const name of ['service', 'topic', 'postcode', 'area', 'authority', 'place', 'lat', 'to', 'once'])
      assert.doesNotMatch((await open(`/contact/report?${name}=${evil}`)).html, /<script>alert/, name);
    assert.doesNotMatch((await open(`/contact/cases?reference=${evil}`)).html, /<script>alert/);
    assert.doesNotMatch((await open(`/contact/cases/${evil}`)).html, /<script>alert/);
  });

  test('a field that people do not see, filled in, is refused kindly and makes no case', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    assert.match(read(form.html), /Leave this empty/);
    const page = await send(form, { words: 'Buy now', website: 'https://spam.example', email: 'spam@people.example' });
    assert.equal(page.status, 400);
    assert.match(read(page.html), /We could not take this .* Please call Derbyshire County Council: 01629/);
    assert.equal(fieldsOf(page.html).words, 'Buy now');
    assert.equal((await mailsTo('spam@people.example')).length, 0);
  });

  test('a form on somebody else’s site is refused', async () => {
    const { open, post } = someone();
    const fields = { ...fieldsOf((await open(POTHOLE)).html), words: 'Forged' };
    assert.equal((await post(fields, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post(fields, { 'sec-fetch-site': 'same-site' })).status, 403);
  });

  test('many messages from one place have to wait, keep their text, and are nobody else’s trouble', async () => {
    const { open, send } = someone();
    let page = await open(POTHOLE);
    for (let count = 1; count <= 10; count++) assert.equal((await send(page, { words: `Hole ${count}` })).status, 303);
    page = await send(page, { words: 'Hole 11' });
    assert.equal(page.status, 429);
    assert.equal(page.headers.get('retry-after'), '60');
    assert.match(read(page.html), /Yours is not sent yet, and is kept below\. Try again in a minute/);
    assert.equal(fieldsOf(page.html).words, 'Hole 11');
    assert.equal((await someone().send(page, {})).status, 303);
    now = new Date(TEST_NOW.getTime() + 60_000);
    assert.equal((await send(page, { words: 'Hole 12' })).status, 303);
    now = TEST_NOW;
  });
});

describe('the same message sent twice', () => {
  test('is one case, one receipt and one page, also when both come at once', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    const filledIn = { words: 'Twice', email: 'twice@people.example' };
    const [first, second] = await Promise.all([send(form, filledIn), send(form, filledIn)]);
    const third = await send(form, filledIn);
    assert.equal(first.status, 303);
    assert.equal(second.location, first.location);
    assert.equal(third.location, first.location);
    assert.equal((await mailsTo('twice@people.example')).length, 1);
  });

  test('is one case too when the form was opened anew by someone who says who they are', async () => {
    const { open, send } = someone();
    const filledIn = { words: 'Again', phone: '01773 570222' };
    const first = await send(await open(POTHOLE), filledIn);
    const again = await send(await open(POTHOLE), filledIn);
    assert.equal(again.location, first.location);
  });

  test('is two where it is two people, or other words', async () => {
    const { open, send } = someone();
    const form = await open(POTHOLE);
    const first = await send(form, { words: 'A hole' });
    assert.notEqual((await someone().send(await open(POTHOLE), { words: 'A hole' })).location, first.location);
    assert.notEqual((await send(form, { words: 'A hole, and another' })).location, first.location);
  });
});

describe('how far it is', () => {
  test('is found by the reference as people type it', async () => {
    const { open, send } = someone();
    const reference = referenceIn((await send(await open(POTHOLE), { words: 'Where is it?' })).location);
    const typed = reference.toLowerCase().replace('-', ' ').replace(/0/g, 'o').replace(/1/g, 'l');
    const found = await open(`/contact/cases?reference=${encodeURIComponent(typed)}`);
    assert.equal(found.location, `/contact/cases/${reference}`);
    const page = await open(`/contact/cases/${reference}`);
    assert.match(read(page.html), /Who has it Derbyshire County Council About Report a pothole Sent on 22 November 2026 Status Open/);
    assert.match(page.html, /noindex/);
  });

  test('of a reference that does not exist is answered in kind words', async () => {
    const { open } = someone();
    const page = await open('/contact/cases/7K4M-29QX');
    assert.equal(page.status, 404);
    assert.match(read(page.html), /We do not know this reference There is no case 7K4M-29QX\. Check it against your receipt/);
    const wrong = await open('/contact/cases?reference=bins');
    assert.equal(wrong.status, 400);
    assert.match(read(wrong.html), /Enter a reference like 7K4M-29QX/);
    assert.match(read((await open('/contact/cases')).html), /Enter the reference that you were given/);
  });
});
