import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmMail, digestComposer } from './mails.ts';

const item = (number: number) => ({
  id: `job-${number}`,
  title: `Job <b>${number}</b>`,
  line: 'Bolsover District Council, closes on Friday',
  url: `https://widgets.example/jobs/job-${number}`,
  publishedAt: '2026-11-24T09:00:00.000Z',
});

const mailOf = (count: number, more = 0) =>
  digestComposer({ publicUrl: 'https://widgets.example', colourOf: () => '#123456', nameOf: id => id })({
    person: { id: 'person', email: 'jo@people.example', key: 'key', createdAt: '', bounces: 0, bouncedAt: null, eraseAt: null },
    parts: [
      {
        subscription: {
          id: 'one',
          person: 'person',
          topic: 'jobs',
          filter: '',
          frequency: 'daily',
          authority: null,
          createdAt: '',
          seenUntil: '',
          endedAt: null,
          endedBy: null,
        },
        label: 'All jobs',
        url: 'https://widgets.example/jobs?sort=newest',
        more,
        items: Array.from({ length: count }, (_, at) => item(at + 1)),
      },
    ],
    until: '2026-11-24T08:00:00.000Z',
  });

test('a mail says how many more there are than it names, and where', () => {
  const { text, html = '', subject } = mailOf(25, 5);
  assert.match(subject, /^30 new jobs: Job <b>1<\/b> and more$/);
  assert.match(text, /And 5 more\. See them all, newest first:\nhttps:\/\/widgets\.example\/jobs\?sort=newest\n/);
  assert.match(html, /And 5 more\. <a href="https:\/\/widgets\.example\/jobs\?sort=newest"/);
  assert.doesNotMatch(mailOf(25).text, /more/);
  assert.match(mailOf(0, 31).text, /All jobs\n\n31 new jobs\. See them all, newest first:/);
});

test('the mail with the link names what was asked for, in the name and colour of the website, and is gone when the link is dead', () => {
  const wish = {
    tokenHash: 'hash',
    email: 'jo@people.example',
    topic: 'jobs' as const,
    filter: '',
    frequency: 'daily' as const,
    authority: 'derby',
    createdAt: '2026-11-24T08:00:00.000Z',
    expiresAt: '2026-12-01T08:00:00.000Z',
    usedAt: null,
    person: null,
  };
  const deps = { publicUrl: 'https://widgets.example', colourOf: () => '#123456', nameOf: () => 'Derby City Council' };
  const { text, html = '', eraseAt } = confirmMail(deps, wish, 'Jobs with <b>', 'token', false);
  assert.match(text, /^Derby City Council, with Derbyshire shared services\n/);
  assert.match(text, /Jobs with <b>\n/);
  assert.match(text, /https:\/\/widgets\.example\/alerts\/confirm\?token=token\n/);
  assert.match(html, /border-top:6px solid #123456/);
  assert.match(html, /Jobs with &lt;b&gt;/);
  assert.match(html, /<a href="https:\/\/widgets\.example\/alerts\/confirm\?token=token"/);
  assert.equal(eraseAt.toISOString(), wish.expiresAt);
});

test('what is on record comes out as text, and every mail can be stopped with one press', () => {
  const { text, html = '', headers = {} } = mailOf(1);
  assert.match(html, /Job &lt;b&gt;1&lt;\/b&gt;/);
  assert.match(text, /https:\/\/widgets\.example\/alerts\/manage\?token=person\.key/);
  assert.equal(headers['List-Unsubscribe'], '<https://widgets.example/alerts/unsubscribe?token=person.key>');
  assert.equal(headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');
});
