/** A question that nobody has to answer. The first answer listed is the first on the page. */
export type EqualityQuestion = {
  readonly id: string;
  readonly words: string;
  readonly answers: readonly (readonly [id: string, words: string])[];
};

const PREFER_NOT = ['prefer-not-to-say', 'Prefer not to say'] as const;

/** Few and broad, so that counts can be told without pointing at anybody. Groups as in the censuses of England and Wales; words ours. */
export const EQUALITY_QUESTIONS: readonly EqualityQuestion[] = [
  {
    id: 'age',
    words: 'How old are you?',
    answers: [
      ['under-25', 'Under 25'],
      ['25-34', '25 to 34'],
      ['35-44', '35 to 44'],
      ['45-54', '45 to 54'],
      ['55-64', '55 to 64'],
      ['65-over', '65 or over'],
      PREFER_NOT,
    ],
  },
  {
    id: 'sex',
    words: 'What is your sex?',
    answers: [['female', 'Female'], ['male', 'Male'], PREFER_NOT],
  },
  {
    id: 'ethnic-group',
    words: 'What is your ethnic group?',
    answers: [
      ['asian', 'Asian or Asian British'],
      ['black', 'Black, Black British, Caribbean or African'],
      ['mixed', 'Mixed or several ethnic groups'],
      ['white', 'White'],
      ['other', 'Another ethnic group'],
      PREFER_NOT,
    ],
  },
  {
    id: 'disability',
    words: 'Does a health condition or disability limit what you do from day to day?',
    answers: [['limited-a-lot', 'Yes, a lot'], ['limited-a-little', 'Yes, a little'], ['not-limited', 'No'], PREFER_NOT],
  },
];

/** Answers by the ids of their questions. */
export type EqualityAnswers = ReadonlyMap<string, string>;

/** The answers among what a form brought; what is none of ours is left out. */
export const readAnswers = (field: (name: string) => string | null): EqualityAnswers =>
  new Map(
    EQUALITY_QUESTIONS.flatMap(({ id, answers }) => {
      const given = answers.find(([answer]) => answer === field(id));
      return given ? [[id, given[0]] as const] : [];
    }),
  );

/** Below this a count could point at somebody, and so could the difference between two counts, before and after somebody applied. */
const STEP = 5;

export type EqualityTold = {
  readonly question: string;
  readonly answers: readonly { readonly answer: string; readonly count: number | 'fewer than 5' }[];
};

/** The counts as they may be told, rounded down: all answers there are, in the order of the form. */
export const toldCounts = (
  counts: readonly { readonly question: string; readonly answer: string; readonly count: number }[],
): readonly EqualityTold[] =>
  EQUALITY_QUESTIONS.map(({ id, words, answers }) => ({
    question: words,
    answers: answers.map(([answer, label]) => {
      const count = counts.find(one => one.question === id && one.answer === answer)?.count ?? 0;
      return { answer: label, count: count < STEP ? ('fewer than 5' as const) : count - (count % STEP) };
    }),
  }));
