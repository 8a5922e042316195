pub fn greet(name: &str -> String {
    name.to_string()
}
