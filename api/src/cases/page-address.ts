/** Where the form is. */
export const REPORT_PATH = '/contact/report';
/** Where people ask how far their case is. */
export const CASES_PATH = '/contact/cases';

/** The status page of a case. */
export const caseAddress = (reference: string): string => `${CASES_PATH}/${reference}`;
