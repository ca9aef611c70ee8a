package city.pishkhan.contracts.committee;

/**
 * A party's appeal against a sanction.
 *
 * @param decision number of the sanction, e.g. {@code D-1405-0007}
 * @param text     reasons against the sanction, 10 to 4,000 characters
 */
public record NewAppeal(String decision, String text) {}
