import { cart } from './cart.js';
import { join } from 'node:path';
import chalk from 'chalk';
import { readFileSync } from 'node:fs';
export const shown = chalk(join(readFileSync(cart, 'utf8'), 'a'));
