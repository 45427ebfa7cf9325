package flashflow.validation;

/**
 * A number and its statistical error.
 *
 * @param value the number
 * @param error one standard deviation, at least 0
 */
public record Estimate(double value, double error) {}
