use std::borrow::Cow;
use std::fmt;

pub struct Name(Cow<'static, str>);

impl Name {
    pub fn new(text: &'static str) -> Self {
        Name(Cow::Borrowed(text))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
