import type { AlertFrequency, AlertTopic } from '@dtp/contract/alerts.ts';

/** How often, as it stands in a sentence and beside a choice. */
export const frequencyWords: Readonly<Record<AlertFrequency, string>> = {
  immediate: 'as soon as there is something new',
  daily: 'once a day, at 8am',
  weekly: 'once a week, on Monday at 8am',
};

export const topicWords: Readonly<Record<AlertTopic, { readonly one: string; readonly many: (count: number) => string }>> = {
  jobs: { one: 'new job', many: count => `${count} new jobs` },
  tenders: { one: 'new notice', many: count => `${count} new notices` },
};

/** What is answered to a wish, whatever the address. */
export const replyWords = {
  checkMail:
    'Check your email. If that address can be reached, a link is on its way. Your alert begins when you open it and press “Begin”. The link works for 7 days.',
  noTopic: 'There are no alerts about this yet.',
  badEmail: 'should be an email address like name@example.com',
} as const;

export const faultWords = {
  email: 'Enter an email address like name@example.com',
  tooMany: (minutes: number) =>
    `A lot of alerts have been asked for from where you are. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
} as const;

/** Words of the hosted pages. */
export const pageWords = {
  newTitle: 'Email me when there is something new',
  newLead: 'We send one email for all that is new. You can stop at any time, from any email.',
  about: 'About',
  email: 'Your email address',
  emailHint: 'We use it for these alerts alone.',
  often: 'How often?',
  ask: 'Send me a link',
  problemTitle: 'There is a problem',
  errorTitle: (title: string) => `Error: ${title}`,
  sentTitle: 'Check your email',
  confirmTitle: 'Begin your alert',
  confirmLead: (label: string, often: string) => `${label}: an email ${often}.`,
  confirm: 'Begin',
  begunTitle: 'Your alert has begun',
  begun: (label: string, often: string) => `${label}: you will get an email ${often}. Each email has a link to change or stop it.`,
  cameBack: 'Earlier emails to this address came back to us, so alerts you had before have ended. Ask for them again if you want them.',
  fullTitle: 'You have as many alerts as we can send',
  full: (most: number) =>
    `You have ${most} alerts, and one email has to hold them all. Stop one from any of our emails, then open this link again.`,
  deadTitle: 'This link does not work any more',
  dead: 'It may have been used, it may be older than 7 days, or a part of it may be missing. Ask for the alert again, and use the newest email.',
  goneTitle: 'We know nothing of this link',
  gone: 'Your alerts may have been erased, or have ended more than 28 days ago. Then we keep nothing about you, and you get no more of these emails. If you still get them, open the link in the newest one: a part of this one may be missing.',
  manageTitle: 'Your alerts',
  none: 'You have no alerts now. Your address is erased 28 days after the last one ended.',
  change: 'Change',
  stop: 'Stop this alert',
  stopAll: 'Stop all alerts',
  changed: 'Your alert is changed.',
  stopped: 'Stopped. You will get no more of these emails.',
  data: 'What we keep about you',
  dataLead:
    'Your address, your alerts (also those that ended in the last 28 days), whether our emails came back, and for 28 days what we told you, where two alerts could tell you the same.',
  download: 'Download it',
  erase: 'Erase it',
  eraseTitle: 'Erase everything we keep about you?',
  eraseLead: 'All your alerts stop, and your address is erased. This cannot be undone.',
  eraseYes: 'Erase everything now',
  back: 'Keep it',
  erased: 'Everything we kept about you is erased, and your alerts have stopped.',
  erasedTitle: 'Erased',
  unsubscribeTitle: 'Stop your alerts?',
  unsubscribeLead: 'You will get no more of these emails.',
  manage: 'Keep some, or change how often they come',
  stoppedTitle: 'Your alerts have stopped',
  jobs: 'Search all jobs',
  foreignTitle: 'We could not take this',
  foreign: 'It was sent from a page that is not ours. Open the link in your email again.',
} as const;

/** Words of the mails. */
export const mailWords = {
  confirmSubject: 'Begin your alert',
  confirm: (often: string) => `Somebody, we hope you, asked us to send you an email ${often} about this:`,
  open: 'To begin, open this page and press “Begin”. The link works for 7 days:',
  begin: 'Begin my alert',
  ignore: 'If it was not you, do nothing. You will hear no more of it, and your address is erased after 7 days.',
  already: 'You have this alert already. Opening the link changes how often it comes.',
  subject: (count: number, first: string, one: string, many: string) => (count === 1 ? `${one}: ${first}` : `${many}: ${first} and more`),
  more: (count: number) => `And ${count} more.`,
  all: 'See them all, newest first',
  shared: 'Derbyshire shared services',
  sharedWith: (body: string) => `${body}, with Derbyshire shared services`,
  closing: 'Times are those of clocks in London.',
  change: 'Change or stop these emails',
  machine: 'This mail was sent by a machine. Answers to it are not read.',
} as const;
