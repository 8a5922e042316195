pub fn greet(name: &str) -> String {
    format!("Good day, {name}!")
}

#[cfg(test)]
mod tests {
    #[test]
    fn greets_by_name() {
        insta::assert_snapshot!(super::greet("Ada"));
    }
}
