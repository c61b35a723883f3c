import { define } from '@dtp/kit/define.ts';
import { DtpContact } from './contact.ts';

define('dtp-contact', DtpContact);
