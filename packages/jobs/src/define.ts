import { define } from '@dtp/kit/define.ts';
import { DtpJobs } from './jobs.ts';

define('dtp-jobs', DtpJobs);
