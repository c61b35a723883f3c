import { KEEPING } from './retention.ts';

const months = (count: number): string => (count === 1 ? 'a month' : `${count} months`);

/** Words of the pages where people apply for a job. */
export const words = {
  applyTitle: (title: string) => `Apply for ${title}`,
  jobBody: (body: string) => `A job with ${body}`,
  sampleTitle: 'This is a sample job',
  sample: 'It does not exist. You can try out how applying works, with made-up details: nobody reads what you send.',
  closes: (when: string) => `You can apply until ${when}.`,
  need: 'You need',
  needs: [
    'your name and an email address',
    'a statement that says why you are right for this job, or your CV as a PDF or Word file, or both',
  ],
  saved: 'Each page is saved when you continue. You can stop, and carry on later by a link that only you have.',
  privacy: (body: string, count: number) =>
    `What you send is for ${body} alone. It is erased here ${months(count)} after the job closes or is withdrawn, and what you never send ${KEEPING.drafts} days after that. If you withdraw, it is erased at once.`,
  start: 'Start',
  back: 'See the job again',
  closedTitle: 'This job takes no applications any more',
  closedBody: (when: string) => `It closed on ${when}.`,
  withdrawnBody: 'The employer has withdrawn it.',
  others: 'See other jobs',

  title: (title: string) => `Your application: ${title}`,
  errorTitle: (title: string) => `Error: ${title}`,
  problemTitle: 'There is a problem',
  savedAnyway: 'What you typed is saved. Put this right before you send.',

  unsentTitle: 'Not sent yet',
  unsent: (body: string, when: string) => `${body} gets nothing until you send it. Send it before ${when}.`,
  lateTitle: 'Not sent',
  late: (when: string, until: string) =>
    `The job closed on ${when}, so this can no longer be sent. What you typed stays here until ${until}, so that you can copy it.`,
  lateGone: (until: string) => `The employer has withdrawn this job. What you typed stays here until ${until}, so that you can copy it.`,

  steps: 'Steps',
  details: 'Contact details',
  statement: 'Supporting statement',
  cv: 'CV',
  check: 'Check and send',
  done: 'Done',
  notYet: 'Not yet',
  wrong: 'Needs to be put right',
  optional: 'Optional',
  oneOfBoth: 'Not yet: write this, or add your CV',

  name: 'Name',
  nameHint: 'As the employer should call you',
  email: 'Email',
  emailHint: 'For your receipt, and for the employer to write to you',
  phone: 'Phone',
  address: 'Address',
  statementHint:
    'Say how you fit what the job asks for, with examples. Up to 20,000 characters, which is about six pages. Leave it empty if your CV says it all.',
  saveNext: 'Save and continue',
  saveLater: 'Save and come back later',
  overview: 'All steps',

  cvHint: 'A PDF, DOC, DOCX or ODT file of at most 10 MB. Optional if you write a statement.',
  cvChoose: 'Choose a file',
  cvUpload: 'Add this file',
  cvOther: 'Use another file',
  cvReplace: 'Use this file instead',
  cvRemove: 'Remove it',
  cvSkip: 'Continue without a CV',
  cvNext: 'Continue',
  cvHave: 'Your file',
  cvState: {
    held: 'We are checking it for viruses. You need not wait: you can send your application.',
    clean: 'Checked for viruses: nothing found.',
    unscanned: '',
    infected: 'A virus scanner found something harmful in this file, so we have deleted it. Add another copy, or go on without one.',
  },
  cvInfectedSent: (body: string) =>
    `A virus scanner found something harmful in this file, so we have deleted it. The rest of your application stands. Tell ${body} your reference if you would like them to have your CV.`,
  size: (bytes: number) => (bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`),

  change: 'Change',
  nothing: 'Nothing yet',
  equalityTitle: 'Questions about you, if you like',
  equalityBody:
    'They help to see whether everyone has a fair chance. They are optional. Your answers are not kept with your application and nobody sees them: only how often each was given is counted, when you send.',
  noAnswer: 'No answer',
  send: 'Send my application',
  sendHint: 'You cannot change it after you have sent it. You can withdraw it.',
  putRight: 'Put these right before you send:',

  laterTitle: 'Carry on later',
  laterBody: 'Keep the address of this page: whoever has it can read and change your application, so keep it to yourself.',
  mailMe: 'Email me the link to carry on',
  mailTo: (email: string) => `We can also email the link to ${email}.`,
  mailNeeds: 'Give your email address under “Contact details” and we can email you the link.',
  mailedTitle: 'The link is on its way',
  mailed: (email: string) => `We have sent it to ${email}. Look in your junk mail if it does not come.`,
  mailTooMany: (minutes: number) =>
    `Several mails have gone to this address already. Try again in ${minutes} minutes, or keep the address of this page.`,
  mailWrong: 'Put your email address right first',

  deleteDraft: 'Delete this application',
  deleteTitle: 'Delete this application?',
  deleteBody: 'It was not sent. All that you typed and your file are erased at once. This cannot be undone.',
  deleteYes: 'Delete it',
  keep: 'No, keep it',
  deletedTitle: 'Your application is deleted',
  deletedBody: 'Nothing was sent, and nothing of it is kept.',

  sentTitle: 'Thank you. Your application is sent',
  reference: 'Your reference',
  sentOn: 'Sent on',
  who: 'Who has it',
  job: 'Job',
  receipt: 'A receipt goes to your email address. Look in your junk mail if it does not come.',
  noReceipt: 'Several mails have gone to this address already, so there is no receipt.',
  next: (body: string) => `${body} will get in touch with you. Keep your reference.`,
  whatSent: 'What you sent',
  withdraw: 'Withdraw my application',
  withdrawTitle: 'Withdraw your application?',
  withdrawBody: (body: string) => `${body} is told that it is withdrawn. What you sent is erased here at once. This cannot be undone.`,
  withdrawYes: 'Withdraw it',
  withdrawnTitle: 'Your application is withdrawn',
  withdrawnOn: (when: string) => `You withdrew it on ${when}. What you sent is erased here.`,

  tooMany: {
    title: 'Please wait a little',
    body: (minutes: number) =>
      `A lot has come from where you are. Nothing that is saved is lost. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  },
  tooLong: {
    title: 'This is too long to save',
    body: 'Go back with your browser, where your text still is. Shorten it to 20,000 characters and save it again.',
  },
  foreign: { title: 'We could not take this', body: 'It was sent from a page that is not ours. Open the job here and apply again.' },
  unknown: {
    title: 'This link does not open an application',
    body: 'Check that all of the address was copied. Applications are erased some time after a job closes, and at once when they are deleted.',
  },
} as const;

export const faults = {
  noName: 'Enter your name',
  noEmail: 'Enter your email address',
  email: 'Enter an email address like name@example.com',
  phone: 'Enter a telephone number like 01629 533190, or leave this empty',
  tooLong: (most: number) => `Write at most ${most} characters here`,
  statementTooLong: (by: number) => `Write less: this is ${by} ${by === 1 ? 'character' : 'characters'} more than 20,000`,
  nothingSaid: 'Write a supporting statement, or add your CV',
} as const;
