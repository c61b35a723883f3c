import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestComposer } from './mails.ts';

const item = (number: number) => ({
  id: `job-${number}`,
  title: `Job <b>${number}</b>`,
  line: 'Bolsover District Council, closes on Friday',
  url: `https://widgets.example/jobs/job-${number}`,
  publishedAt: '2026-11-24T09:00:00.000Z',
});

const mailOf = (count: number) =>
  digestComposer({ publicUrl: 'https://widgets.example', colourOf: () => '#123456', nameOf: id => id })({
    person: { id: 'person', email: 'jo@people.example', key: 'key', createdAt: '', bounces: 0, eraseAt: null },
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
        items: Array.from({ length: count }, (_, at) => item(at + 1)),
      },
    ],
    until: '2026-11-24T08:00:00.000Z',
  });

test('a mail names 25 new things of an alert, and says how many more there are, and where', () => {
  const { text, html = '', subject } = mailOf(30);
  assert.match(subject, /30 new jobs/);
  assert.equal(text.match(/widgets\.example\/jobs\//g)?.length, 25);
  assert.match(text, /And 5 more\. See them all, newest first:\nhttps:\/\/widgets\.example\/jobs\?sort=newest\n/);
  assert.match(html, /And 5 more\. <a href="https:\/\/widgets\.example\/jobs\?sort=newest"/);
  assert.doesNotMatch(mailOf(25).text, /more\b.*job/i);
});

test('what is on record comes out as text, and every mail can be stopped with one press', () => {
  const { text, html = '', headers = {} } = mailOf(1);
  assert.match(html, /Job &lt;b&gt;1&lt;\/b&gt;/);
  assert.match(text, /https:\/\/widgets\.example\/alerts\/manage\?token=person\.key/);
  assert.equal(headers['List-Unsubscribe'], '<https://widgets.example/alerts/unsubscribe?token=person.key>');
  assert.equal(headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');
});
