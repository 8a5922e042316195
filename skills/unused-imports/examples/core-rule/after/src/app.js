import { open } from './door.js';
import log from './log.js';

log('ready');
export const door = open();
