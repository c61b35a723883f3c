const PHONE = /^\+?[\d() .-]*\d[\d() .-]*$/;
/** Digits of the shortest number that can be called back. */
const FEWEST_DIGITS = 5;

/** Whether a text is a telephone number at which somebody can be called back. */
export const canBeCalled = (phone: string): boolean => PHONE.test(phone) && phone.replace(/\D/g, '').length >= FEWEST_DIGITS;
