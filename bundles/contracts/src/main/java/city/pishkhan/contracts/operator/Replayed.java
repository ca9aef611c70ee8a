package city.pishkhan.contracts.operator;

/**
 * That a message is in its queue again.
 *
 * @param id as the broker named it
 */
public record Replayed(String id) {}
