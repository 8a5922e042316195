import { open } from './door.js';

const door = open();
