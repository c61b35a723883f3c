import { define } from '@dtp/kit/define.ts';
import { DtpMap } from './map.ts';

define('dtp-map', DtpMap);
