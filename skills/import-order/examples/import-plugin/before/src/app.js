import chalk from 'chalk';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

import { cart } from './cart.js';

export const shown = chalk(join(readFileSync(cart, 'utf8'), 'a'));
