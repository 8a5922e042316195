export function format(cents {
  return cents / 100;
}
