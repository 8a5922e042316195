/// Doubles a number.
pub fn double(number: u32) -> u32 {
    let copy = number;
    copy * 2
}

/// Whether nothing is in it.
pub fn is_empty(words: &[&str]) -> bool {
    words.len() == 0
}
