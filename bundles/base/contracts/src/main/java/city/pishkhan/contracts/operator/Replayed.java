package city.pishkhan.contracts.operator;

/**
 * Confirmation that a dead letter is in its queue again.
 *
 * @param id id assigned by the broker
 */
public record Replayed(String id) {}
