package hello;

/** What is taken off. */
public record Rebate(Money money) {
}
