import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { linkColour } from '../alerting.ts';
import { tokenHash } from '../http/tokens.ts';
import { createMailRepository } from '../mail/repository.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { EQUALITY_QUESTIONS } from './equality.ts';
import { createApplicationRepository } from './repository.ts';
import { applicant, JO, read, STATEMENT } from './testing/applicant.ts';
import { docx, pdf } from './testing/files.ts';
import { layVacancy } from './testing/vacancies.ts';

const OPEN = new Date('2026-11-24T10:00:00Z');
const DRIVER = 'bus-driver-belper-7k4m';
let now = OPEN;
let server: TestApp;
before(async () => {
  server = await startTestApp({ PUBLIC_URL: 'https://widgets.example' }, () => now);
  await layVacancy(server.store);
});
after(() => server.stop());

let people = 0;
const someone = () => applicant(server, `192.0.2.${++people}`);
const repository = () => createApplicationRepository(server.store.read);
const recordOf = (link: string) => repository().byTokenHash(tokenHash(link.split('/')[2] ?? '') ?? '');
const mailsTo = async (address: string) => (await createMailRepository(server.store.read).newest(200)).filter(({ to }) => to === address);
const at = async <Result>(instant: string, work: () => Promise<Result>): Promise<Result> => {
  now = new Date(instant);
  try {
    return await work();
  } finally {
    now = OPEN;
  }
};

/** An application with all that is needed, by somebody new. */
const ready = async (email: string = JO.email) => {
  const one = someone();
  const link = await one.start(DRIVER);
  await one.post(`${link}/details`, { ...JO, email });
  await one.post(`${link}/statement`, STATEMENT);
  return { ...one, link };
};

describe('applying', () => {
  test('begins at the job, says until when, and gives a secret link that is kept nowhere', async () => {
    const { open, post } = someone();
    const page = await open(`/jobs/${DRIVER}/apply`);
    assert.match(read(page.html), /Apply for Bus driver A job with Amber Valley Borough Council/);
    assert.match(read(page.html), /You can apply until Friday 27 November at noon\./);
    assert.match(read(page.html), /erased here 6 months after the job closes/);
    assert.equal(page.headers.get('cache-control'), 'no-store');

    const begun = await post(`/jobs/${DRIVER}/apply`);
    assert.equal(begun.status, 303);
    assert.match(begun.location, /^\/applications\/[\w-]{43}$/);
    const token = begun.location.split('/')[2] ?? '';
    const overview = await open(begun.location);
    assert.equal(overview.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(overview.headers.get('cache-control'), 'no-store');
    assert.equal(overview.headers.get('set-cookie'), null);
    assert.match(overview.headers.get('x-robots-tag') ?? '', /noindex/);
    assert.match(overview.html, /<meta name="robots" content="noindex">/);
    assert.match(
      read(overview.html),
      /Not sent yet Amber Valley Borough Council gets nothing until you send it\. Send it before Friday 27 November at noon\./,
    );
    assert.ok(!server.logged().includes(token));
    assert.ok(!JSON.stringify(await recordOf(begun.location)).includes(token));
  });

  test('goes step by step to a reference and a receipt', async () => {
    const { open, post, upload, start } = someone();
    const link = await start(DRIVER);
    const details = await post(`${link}/details`, { ...JO, email: 'steps@people.example' });
    assert.equal(details.location, `${link}/statement`);
    assert.equal((await post(`${link}/statement`, STATEMENT)).location, `${link}/cv`);
    assert.equal((await upload(link, { name: 'My CV.docx', content: await docx() })).location, `${link}/cv`);
    assert.match(read((await open(`${link}/cv`)).html), /Your file: My CV\.docx \(1 kB\)\./);

    const check = await open(`${link}/check`);
    for (const words of ['Jo Brown', 'steps@people.example', '1 High Street Belper', 'I like buses. I drive one.', 'My CV.docx'])
      assert.ok(read(check.html).includes(words), words);
    const sent = await post(`${link}/check`);
    assert.deepEqual([sent.status, sent.location], [303, link]);
    const thanks = read((await open(link)).html);
    const { reference } = (await recordOf(link)) ?? {};
    assert.match(reference ?? '', /^J-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    assert.match(thanks, new RegExp(`Thank you\\. Your application is sent Your reference ${reference} `));
    assert.match(thanks, /Sent on Tuesday 24 November at 10am/);
    assert.doesNotMatch(thanks, /Not sent yet/);

    const [receipt, ...more] = await mailsTo('steps@people.example');
    assert.equal(more.length, 0);
    assert.equal(receipt?.subject, `We have your application: ${reference}`);
    assert.ok(receipt?.text?.includes(`https://widgets.example${link}\n`));
    assert.ok(!/Jo|buses|High Street|0199/.test(receipt?.text ?? ''), 'nothing that was typed is mailed');
  });

  test('is told by mail in the colours of the body, in the same words as plain text', async () => {
    await layVacancy(server.store, { id: 'styled-job', reference: 'AV-8', title: 'Driver & mate' });
    const { post, start } = someone();
    const link = await start('styled-job');
    await post(`${link}/details`, { ...JO, email: 'styled@people.example' });
    await post(`${link}/statement`, STATEMENT);
    await post(`${link}/link`);
    await post(`${link}/check`);
    const mails = await mailsTo('styled@people.example');
    assert.equal(mails.length, 2);
    const colour = linkColour('amber-valley');
    for (const { text, html } of mails) {
      assert.ok(html !== null);
      assert.ok(html.includes(`border-top:6px solid ${colour}`));
      assert.ok(html.includes(`<a href="https://widgets.example${link}" style="color:${colour};font-weight:bold">`));
      const said = read(html).replaceAll('&amp;', '&');
      assert.ok(said.includes('Amber Valley Borough Council') && said.includes('Driver & mate'));
      for (const paragraph of text?.trim().split('\n\n') ?? []) assert.ok(said.includes(paragraph.split('\n')[0] ?? ''), paragraph);
    }
  });

  test('says until it is sent, on every page, that it is not', async () => {
    const { link, open } = await ready('banner@people.example');
    for (const path of ['', '/details', '/statement', '/cv', '/check'])
      assert.match(read((await open(`${link}${path}`)).html), /Not sent yet .* Send it before Friday 27 November at noon\./, path);
  });

  test('sent twice, it is one application with one receipt', async () => {
    const { link, post } = await ready('twice@people.example');
    const before = await repository().count(DRIVER, 'sent');
    const both = await Promise.all([post(`${link}/check`, { age: '25-34' }), post(`${link}/check`, { age: '25-34' })]);
    assert.deepEqual(
      both.map(({ status, location }) => [status, location]),
      [
        [303, link],
        [303, link],
      ],
    );
    assert.equal(await repository().count(DRIVER, 'sent'), before + 1);
    assert.equal((await mailsTo('twice@people.example')).length, 1);
    assert.equal((await repository().answers(DRIVER)).find(({ answer }) => answer === '25-34')?.count, 1);
    assert.equal((await post(`${link}/details`, JO)).location, link, 'nothing can be changed after that');
  });
});

describe('nothing typed is lost', () => {
  test('faults are shown, and what was typed is kept all the same', async () => {
    const { open, post, start } = someone();
    const link = await start(DRIVER);
    const wrong = await post(`${link}/details`, { name: '', email: 'jo at home', phone: '12', address: 'Here\n<b>there</b>' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.html, /<title>Error: Contact details/);
    assert.match(wrong.html, /<a href="#name">Enter your name<\/a>/);
    assert.match(wrong.html, /<a href="#email">Enter an email address like/);
    assert.match(wrong.html, /<a href="#phone">Enter a telephone number/);
    assert.match(read(wrong.html), /What you typed is saved\./);
    const again = await open(`${link}/details`);
    assert.match(again.html, /value="jo at home"/);
    assert.match(again.html, /\nHere\n&lt;b&gt;there&lt;\/b&gt;<\/textarea>/);
    assert.match(read((await open(link)).html), /Contact details Needs to be put right/);
  });

  test('a statement of 25,000 characters is kept whole, says by how much it is too long, and cannot be sent', async () => {
    const { link, open, post } = await ready('long@people.example');
    const statement = 'é'.repeat(25_000);
    const long = await post(`${link}/statement`, { statement });
    assert.equal(long.status, 400);
    assert.match(read(long.html), /Write less: this is 5000 characters more than 20,000/);
    assert.ok((await open(`${link}/statement`)).html.includes(statement));
    assert.match(read((await open(`${link}/check`)).html), /Put these right before you send: Write less/);
    assert.equal((await post(`${link}/check`)).status, 400);
    assert.equal((await recordOf(link))?.state, 'draft');
    const fine = 'é'.repeat(20_000);
    assert.equal((await post(`${link}/statement`, { statement: fine })).status, 303);
    assert.equal((await post(`${link}/check`)).status, 303);
    assert.equal((await recordOf(link))?.state, 'sent');
  });

  test('what no form can hold is refused in plain words', async () => {
    const { link, post } = await ready('longer@people.example');
    const reply = await post(`${link}/statement`, { statement: 'x'.repeat(600_000) });
    assert.equal(reply.status, 413);
    assert.match(read(reply.html), /Go back with your browser, where your text still is/);
  });

  test('it is resumed by its link, which is mailed to who asks for it', async () => {
    const { link, open, post } = await ready('link@people.example');
    assert.equal((await post(`${link}/statement`, { statement: 'Half of it', next: 'later' })).location, link);
    const asked = await open((await post(`${link}/link`)).location);
    assert.match(read(asked.html), /We have sent it to link@people\.example/);
    const [mail] = await mailsTo('link@people.example');
    assert.equal(mail?.subject, 'Not sent yet: your application for Bus driver');
    const [, path = ''] = /https:\/\/widgets\.example(\/applications\/\S+)/.exec(mail?.text ?? '') ?? [];
    assert.match((await open(`${path}/statement`)).html, /Half of it/);
    await post(`${link}/link`);
    await post(`${link}/link`);
    const fourth = await post(`${link}/link`);
    assert.equal(fourth.status, 429);
    assert.match(read(fourth.html), /Several mails have gone to this address already/);
    assert.equal((await mailsTo('link@people.example')).length, 3);
  });

  test('a wrong address is not mailed to', async () => {
    const { link, open, post } = await ready('nobody');
    assert.doesNotMatch((await open(link)).html, /Email me the link/);
    assert.equal((await post(`${link}/link`)).status, 400);
  });
});

describe('the link', () => {
  test('altered by one character, or no token at all, opens nothing and says so kindly', async () => {
    const { link, open, post } = await ready('altered@people.example');
    const last = link.at(-1) === 'A' ? 'B' : 'A';
    for (const path of [`${link.slice(0, -1)}${last}`, `${link}A`, '/applications/x', '/applications/%00']) {
      const page = await open(path);
      assert.equal(page.status, 404, path);
      assert.match(read(page.html), /This link does not open an application/);
      for (const step of ['details', 'statement', 'check', 'link', 'withdraw'])
        assert.equal((await post(`${path}/${step}`, JO)).status, 404);
    }
  });

  test('is not found among the routes that are logged, nor is anything that was typed', async () => {
    const { link, post } = await ready('quiet@people.example');
    await post(`${link}/check`, { sex: 'female', 'ethnic-group': 'white' });
    for (const secret of [link.split('/')[2] ?? '', 'people.example', 'Jo Brown', 'High Street', '0199', 'buses', 'female'])
      assert.ok(!server.logged().includes(secret), secret);
  });

  test('a form of another website is refused; old browsers that say nothing are not', async () => {
    const { link, post } = await ready('foreign@people.example');
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'cross-site', origin: 'null' }])
      assert.equal((await post(`${link}/check`, {}, headers)).status, 403);
    assert.equal((await post(`/jobs/${DRIVER}/apply`, {}, { 'sec-fetch-site': 'cross-site' })).status, 403);
    const old = await server.app.request(`${link}/check`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: 'https://evil.example' },
    });
    assert.equal(old.status, 403);
    assert.equal((await recordOf(link))?.state, 'draft');
  });
});

describe('the closing instant', () => {
  test('a second before it an application is sent; at it, refused with the time, and what was typed stays for 28 days', async () => {
    const [early, late] = [await ready('early@people.example'), await ready('late@people.example')];
    await at('2026-11-27T11:59:59.999Z', async () => assert.equal((await early.post(`${early.link}/check`)).status, 303));
    assert.equal((await recordOf(early.link))?.state, 'sent');
    await at('2026-11-27T12:00:00.000Z', async () => {
      const refused = await late.post(`${late.link}/check`);
      assert.equal(refused.status, 409);
      assert.match(read(refused.html), /The job closed on Friday 27 November at noon, so this can no longer be sent/);
      assert.match(read(refused.html), /stays here until 25 December 2026/);
      assert.match(read(refused.html), /I like buses\. I drive one\./);
      assert.equal((await late.post(`${late.link}/statement`, { statement: 'Other' })).status, 409);
      assert.equal((await late.open(`${late.link}/statement`)).location, late.link);
    });
    assert.equal((await recordOf(late.link))?.state, 'draft');
    await at('2026-12-25T11:59:59Z', async () => assert.match(read((await late.open(late.link)).html), /I like buses/));
    await at('2026-12-25T12:00:00Z', async () => assert.equal((await late.open(late.link)).status, 404));
  });

  test('a job that is closed, withdrawn, not there or without our form cannot be applied for', async () => {
    await layVacancy(server.store, { id: 'closed-job', reference: 'AV-2', closesAt: '2026-11-23T12:00:00Z' });
    await layVacancy(server.store, { id: 'withdrawn-job', reference: 'AV-3', withdrawnAt: '2026-11-23T12:00:00Z' });
    await layVacancy(server.store, { id: 'draft-job', reference: 'AV-4', publishAt: null });
    await layVacancy(server.store, { id: 'link-job', reference: 'AV-5', applyKind: 'link', applyUrl: 'https://jobs.example/1' });
    const { open, post } = someone();
    const closed = await open('/jobs/closed-job/apply');
    assert.equal(closed.status, 410);
    assert.match(read(closed.html), /It closed on Monday 23 November at noon\./);
    assert.match(read((await open('/jobs/withdrawn-job/apply')).html), /The employer has withdrawn it\./);
    for (const id of ['draft-job', 'no-such-job']) assert.equal((await open(`/jobs/${id}/apply`)).status, 404);
    assert.equal((await open('/jobs/link-job/apply')).location, '/jobs/link-job');
    for (const id of ['closed-job', 'withdrawn-job', 'draft-job', 'link-job', 'no-such-job'])
      assert.equal((await post(`/jobs/${id}/apply`)).location, `/jobs/${id}/apply`);
  });
});

describe('withdrawing', () => {
  test('shows a page first; the POST erases all but the row, at once', async () => {
    const { link, open, post, upload } = await ready('withdraw@people.example');
    await upload(link, { name: 'cv.pdf', content: pdf() });
    await post(`${link}/check`);
    const ask = await open(`${link}/withdraw`);
    assert.match(read(ask.html), /Withdraw your application\?/);
    const { id = '' } = (await recordOf(link)) ?? {};
    assert.equal((await repository().personOf(id)).name, 'Jo Brown', 'looking changes nothing');
    assert.equal((await post(`${link}/withdraw`)).location, link);
    assert.equal((await recordOf(link))?.state, 'withdrawn');
    assert.deepEqual(Object.values(await repository().personOf(id)), [null, null, null, null, null]);
    assert.equal(await repository().fileOf(id), undefined);
    assert.match(read((await open(link)).html), /Your application is withdrawn You withdrew it on Tuesday 24 November at 10am/);
    assert.equal((await post(`${link}/withdraw`)).status, 303, 'twice is fine');
  });

  test('takes back the mails that wait, and leaves neither address nor link in those that went', async () => {
    const { link, post } = await ready('mails@people.example');
    await post(`${link}/link`);
    const { id } = (await recordOf(link)) ?? assert.fail();
    const sent = (await mailsTo('mails@people.example'))[0] ?? assert.fail();
    await server.store.write(async db => {
      const mails = createMailRepository(db);
      const at = now.toISOString();
      // One went long ago, one tells of an infected file that was replaced since.
      await mails.add({ ...sent, key: `application-link:${id}:old`, messageId: 'old', state: 'sent', sentAt: at });
      await mails.add({ ...sent, key: `application-infected:${id}:file`, messageId: 'infected' });
    });
    await post(`${link}/check`);
    assert.equal((await mailsTo('mails@people.example')).length, 4);

    await post(`${link}/withdraw`);
    const left = (await createMailRepository(server.store.read).newest(200)).filter(({ key }) => key.includes(id));
    assert.equal(left.length, 4);
    assert.doesNotMatch(JSON.stringify(left), new RegExp(`people\\.example|${link}`));
    assert.deepEqual(left.map(({ state }) => state).sort(), ['failed', 'failed', 'failed', 'sent']);
  });

  test('a draft that is deleted takes its mails along', async () => {
    const { link, post } = await ready('draft-mails@people.example');
    await post(`${link}/link`);
    assert.equal((await mailsTo('draft-mails@people.example')).length, 1);
    await post(`${link}/withdraw`);
    assert.deepEqual(await mailsTo('draft-mails@people.example'), []);
  });

  test('a draft is deleted whole', async () => {
    const { link, open, post } = await ready('delete@people.example');
    assert.match(read((await open(`${link}/withdraw`)).html), /Delete this application\?/);
    assert.match(read((await post(`${link}/withdraw`)).html), /nothing of it is kept/);
    assert.equal((await open(link)).status, 404);
  });
});

describe('the CV', () => {
  test('is replaced and removed; without a statement it is enough', async () => {
    const { open, post, upload, start } = someone();
    const link = await start(DRIVER);
    await post(`${link}/details`, { ...JO, email: 'cv@people.example' });
    assert.match(read((await open(`${link}/check`)).html), /Write a supporting statement, or add your CV/);
    await upload(link, { name: 'one.pdf', content: pdf('one') });
    await upload(link, { name: 'two.pdf', content: pdf('two') });
    const page = read((await open(`${link}/cv`)).html);
    assert.ok(page.includes('two.pdf') && !page.includes('one.pdf'));
    assert.match((await open(`${link}/check`)).html, /Send my application/);
    await post(`${link}/cv/remove`);
    assert.doesNotMatch(read((await open(`${link}/cv`)).html), /two\.pdf/);
    assert.doesNotMatch((await open(`${link}/check`)).html, /Send my application/);
  });

  test('that is refused leaves the one before, and says why', async () => {
    const { link, open, upload, post } = await ready('refused@people.example');
    await upload(link, { name: 'good.pdf', content: pdf() });
    const lie = await upload(link, { name: 'cv.docx', content: pdf() });
    assert.equal(lie.status, 400);
    assert.match(read(lie.html), /This file is called \.docx but is a PDF file/);
    const large = await upload(link, { name: 'cv.pdf', content: Buffer.concat([pdf(), Buffer.alloc(11 * 1024 * 1024)]) });
    assert.equal(large.status, 413);
    assert.match(read(large.html), /This file is larger than 10 MB\. Save it smaller/);
    assert.match(read((await upload(link, { name: '', content: new Uint8Array() })).html), /Choose a file first/);
    const broken = await post(`${link}/cv`, {}, { 'content-type': 'multipart/form-data; boundary=x' });
    assert.match(read(broken.html), /did not arrive whole/);
    assert.match(read((await open(`${link}/cv`)).html), /good\.pdf/);
  });
});

test('a sample job says on every page that it does not exist', async () => {
  await layVacancy(server.store, { id: 'sample-job', reference: 'AV-7', origin: 'sample' });
  const { open, post, start } = someone();
  const link = await start('sample-job');
  await post(`${link}/details`, { ...JO, email: 'sample@people.example' });
  await post(`${link}/statement`, STATEMENT);
  const pages = ['/jobs/sample-job/apply', ...['', '/details', '/statement', '/cv', '/check'].map(step => `${link}${step}`)];
  for (const path of pages) assert.match(read((await open(path)).html), /This is a sample job It does not exist\./, path);
  await post(`${link}/check`);
  assert.match(read((await open(link)).html), /Thank you\. Your application is sent This is a sample job/);
  const [receipt] = await mailsTo('sample@people.example');
  assert.match(receipt?.text ?? '', /This is a sample job\. It does not exist/);
});

test('HTML in every field comes out as text', async () => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
  await layVacancy(server.store, { id: 'evil-job', reference: 'AV-6', title: 'Driver & "mate"' });
  const { open, post, upload, start } = someone();
  const link = await start('evil-job');
  const pages = [
    await post(`${link}/details`, { name: evil, email: evil, phone: evil, address: `${evil}\n</textarea>${evil}` }),
    await post(`${link}/statement`, { statement: `</textarea>${evil}` }),
    await upload(link, { name: `${evil}.pdf`, content: pdf() }),
    await upload(link, { name: `${evil}.exe`, content: pdf() }),
    await post(`${link}/check`, { age: evil }),
  ];
  for (const path of ['', '/details', '/statement', '/cv', '/check', '/withdraw']) pages.push(await open(`${link}${path}`));
  await post(`${link}/details`, { ...JO, name: evil, address: evil, email: 'evil@people.example' });
  await post(`${link}/check`);
  pages.push(await open(link));
  assert.match(read(pages.at(-1)?.html ?? ''), /Your application is sent/);
  for (const { html } of pages) assert.doesNotMatch(html, /<script>alert|<img|<\/textarea>"|"><script/);
});

describe('equality questions', () => {
  test('are counted when it is sent and lead to nobody', async () => {
    const before = await repository().answers(DRIVER);
    const { link, open, post } = await ready('equality@people.example');
    const check = await open(`${link}/check`);
    assert.match(read(check.html), /They are optional\. Your answers are not kept with your application/);
    for (const { words } of EQUALITY_QUESTIONS) assert.ok(read(check.html).includes(words));
    await post(`${link}/check`, { age: '65-over', disability: 'prefer-not-to-say', sex: 'made up', other: 'x' });
    const counted = (await repository().answers(DRIVER)).filter(
      one => !before.some(({ question, answer, count }) => question === one.question && answer === one.answer && count === one.count),
    );
    assert.deepEqual(counted.map(({ question, answer, count }) => [question, answer, count]).sort(), [
      ['age', '65-over', 1],
      ['disability', 'prefer-not-to-say', 1],
    ]);
  });

  test('are not counted, and not lost, when it could not be sent', async () => {
    const { open, post, start } = someone();
    const link = await start(DRIVER);
    const before = await repository().answers(DRIVER);
    await post(`${link}/check`, { age: '45-54' });
    assert.deepEqual(await repository().answers(DRIVER), before);
    assert.match(read((await open(`${link}/check`)).html), /Enter your name/);
  });
});

test('one address begins ten applications at once, then has to wait a little', async () => {
  const { post } = someone();
  for (let count = 0; count < 10; count++) assert.equal((await post(`/jobs/${DRIVER}/apply`)).status, 303);
  const tooMany = await post(`/jobs/${DRIVER}/apply`);
  assert.equal(tooMany.status, 429);
  assert.equal(tooMany.headers.get('retry-after'), '120');
  assert.match(read(tooMany.html), /Try again in 2 minutes\./);
});
