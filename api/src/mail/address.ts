import { isPrintable } from '@dtp/contract/text.ts';
import { z } from 'zod';

/** RFC 5321 section 4.5.3.1.3: a path is 256 characters with its brackets. */
const LONGEST = 254;

/** One address of mail, as browsers check it in `<input type="email">`: no name, no brackets, no list, no white space. */
const address = z.string().max(LONGEST).regex(z.regexes.html5Email);

export const isMailAddress = (text: string): boolean => address.safeParse(text).success;

/** Who mail comes from. `name` is empty where only the address is shown. */
export type Sender = { readonly name: string; readonly address: string };

/** "Derbyshire shared services <no-reply@widgets.example>", or the address alone; undefined for anything else. */
export const readSender = (text: string): Sender | undefined => {
  const [, name = '', bracketed] = /^([^<>]*)<([^<>]*)>$/.exec(text) ?? [];
  const sender = bracketed === undefined ? { name: '', address: text.trim() } : { name: name.trim(), address: bracketed };
  return isMailAddress(sender.address) && isPrintable(sender.name) ? sender : undefined;
};

/** "widgets.example" of "no-reply@widgets.example". */
export const domainOf = (mailAddress: string): string => mailAddress.slice(mailAddress.lastIndexOf('@') + 1);
