/** What the door lets one sender, and all of them together, take of the process. */
export interface DoorLimits {
  /** A body larger than this is refused: 413. */
  readonly bodyBytes: number;
  /** Bodies being read at one time, all together; beyond it a sender is told to come back: 503. */
  readonly bytesInFlight: number;
  /** Until all headers are there, in seconds. */
  readonly headersSeconds: number;
  /** Until the whole request is there, in seconds. GitHub itself gives up after 10. */
  readonly requestSeconds: number;
  /** Open connections; what is beyond is not let in. */
  readonly sockets: number;
}

const MEGABYTE = 1024 * 1024;

/** GitHub's payloads are capped at 25 MB ("Webhook events and payloads"). */
export const doorLimits: DoorLimits = { bodyBytes: 25 * MEGABYTE, bytesInFlight: 128 * MEGABYTE, headersSeconds: 5, requestSeconds: 9, sockets: 2_000 };
