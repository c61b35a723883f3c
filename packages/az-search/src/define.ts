import { define } from '@dtp/kit/define.ts';
import { AzSearch } from './az-search.ts';

define('dtp-az-search', AzSearch);
