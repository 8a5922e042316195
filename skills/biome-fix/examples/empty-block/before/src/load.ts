export function load(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {}
  debugger;
  return null;
}

export const isEmpty = (text: string): boolean => text == "";
