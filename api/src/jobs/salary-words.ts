import type { Salary, SalaryInterval } from '@dtp/contract/jobs.ts';

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** "£28,163", "£12.60". */
export const money = (amount: number): string => pounds.format(amount).replace(/\.00$/, '');

const PER: Readonly<Record<SalaryInterval, string>> = {
  hour: 'an hour',
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
};

const rangeWords = ({ min, max, interval }: Salary): string | null => {
  const per = PER[interval];
  if (min !== null && max !== null) return min === max ? `${money(min)} ${per}` : `${money(min)} to ${money(max)} ${per}`;
  if (min !== null) return `From ${money(min)} ${per}`;
  return max === null ? null : `Up to ${money(max)} ${per}`;
};

/** "Grade 7" of "7" and of "Grade 7"; "Scale 5" as it stands. */
const gradeWords = (grade: string): string => (/^(?:\d|[a-z]$)/i.test(grade) ? `Grade ${grade}` : grade);

/** Pay in plain words: "£28,163 to £30,060 a year, Grade 7", "£12.60 an hour", "Salary not given". */
export const salaryWords = (salary: Salary | null): string => {
  if (salary === null) return 'Salary not given';
  const parts = [rangeWords(salary), salary.grade && gradeWords(salary.grade), salary.text].filter(part => part);
  return parts.join(', ') || 'Salary not given';
};

/** How often each interval comes in a year of full-time work: 37 hours and 5 days a week, 52 weeks a year. */
const A_YEAR: Readonly<Record<SalaryInterval, number>> = { hour: 37 * 52, day: 5 * 52, week: 52, month: 12, year: 1 };

/**
 * The least pay by the year, which the salary filter goes by: pay by the hour times 37 × 52, by the day times 5 × 52, by the week times 52,
 * by the month times 12. Where only the most is given that counts; null where nothing is.
 */
export const yearlyPay = (salary: Salary | null): number | null => {
  const least = salary === null ? null : (salary.min ?? salary.max);
  return salary === null || least === null ? null : least * A_YEAR[salary.interval];
};
