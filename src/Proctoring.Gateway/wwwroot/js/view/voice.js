// The page's one announcer.

import { announcer } from './announcer.js';
import { at } from './dom.js';

export const { say, sayFinding, hush } = announcer(at('announcer'));
