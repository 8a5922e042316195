/**
 * The name in a TLS ClientHello (RFC 8446 4.1.2, RFC 6066 3): whom a tunnel really talks to. A tunnel that was asked for one host and
 * greets another would reach what stands behind the same front.
 */
export type ServerName = { readonly kind: "name"; readonly name: string } | { readonly kind: "none" } | { readonly kind: "incomplete" } | { readonly kind: "not-tls" };

/** `bytes`: what the client sent first, as far as it has come. Only the first record is read; clients put the whole greeting into it. */
export function readServerName(bytes: Uint8Array): ServerName {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 5) return { kind: "incomplete" };
  if (bytes[0] !== 0x16 || bytes[1] !== 0x03) return { kind: "not-tls" };
  const record = 5 + view.getUint16(3);
  if (bytes.length < record) return { kind: "incomplete" };
  try {
    return readHello(new DataView(view.buffer, view.byteOffset + 5, record - 5));
  } catch (error) {
    if (error instanceof RangeError) return { kind: "not-tls" };
    throw error;
  }
}

/** Throws RangeError where a length points beyond the record. */
function readHello(hello: DataView): ServerName {
  if (hello.getUint8(0) !== 0x01) return { kind: "not-tls" };
  let at = 4 + 2 + 32;
  at += 1 + hello.getUint8(at);
  at += 2 + hello.getUint16(at);
  at += 1 + hello.getUint8(at);
  if (at >= hello.byteLength) return { kind: "none" };
  const end = at + 2 + hello.getUint16(at);
  for (at += 2; at < end; ) {
    const [type, length] = [hello.getUint16(at), hello.getUint16(at + 2)];
    if (type === 0) return nameOf(hello, at + 4);
    at += 4 + length;
  }
  return { kind: "none" };
}

/** Extension `server_name`: a list with its length, each entry a type (0: host name), a length and the name. */
function nameOf(hello: DataView, at: number): ServerName {
  if (hello.getUint8(at + 2) !== 0) return { kind: "none" };
  const length = hello.getUint16(at + 3);
  const name = Array.from({ length }, (_, index) => String.fromCharCode(hello.getUint8(at + 5 + index))).join("");
  return { kind: "name", name: name.toLowerCase() };
}
