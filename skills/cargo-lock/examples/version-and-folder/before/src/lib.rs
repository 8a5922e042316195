pub use greet::greet;
