mod name;

pub use name::Name;

/// Greets.
pub fn greet(name: &Name) -> String {
    format!("Hello, {}", name.as_str())
}
