import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import chalk from 'chalk';

import { cart } from './cart.js';

export const shown = chalk(join(readFileSync(cart, 'utf8'), 'a'));
