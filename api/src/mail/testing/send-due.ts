// Run as a child by delivery.test.ts: sends what is due, as a server does.
//   node send-due.ts RECORD SMTP_URL
import { openStore } from '../../store/connect.ts';
import { deliverDue } from '../delivery.ts';
import { openPost } from '../post.ts';
import { readSmtpUrl } from '../smtp-url.ts';

const [file = '', url = ''] = process.argv.slice(2);
const smtp = readSmtpUrl(url);
if (!smtp) throw new Error('Name the mail server: smtp://127.0.0.1:2525');
const store = openStore(file);
const never = new AbortController().signal;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
await deliverDue({
  store,
  post: openPost({ smtp, from: { name: '', address: 'no-reply@widgets.example' } }),
  now: () => new Date(),
  log: silent,
  stop: never,
  cut: never,
});
store.close();
