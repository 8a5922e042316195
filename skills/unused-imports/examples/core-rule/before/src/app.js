import { open, close as shut } from './door.js';
import log from './log.js';

log('ready');
export const door = open();
