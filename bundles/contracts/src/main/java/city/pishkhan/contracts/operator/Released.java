package city.pishkhan.contracts.operator;

/**
 * What goes out now.
 *
 * @param inquiries how many
 */
public record Released(int inquiries) {}
