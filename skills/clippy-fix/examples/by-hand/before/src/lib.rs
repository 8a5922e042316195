/// Adds.
#[allow(clippy::missing_const_for_fn)]
pub fn add(a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8, h: u8) -> u8 {
    a + b + c + d + e + f + g + h
}
