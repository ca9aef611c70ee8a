package city.pishkhan.contracts.office;

/**
 * Why areas are shown again.
 *
 * @param reason at most 2,000 characters
 */
public record RedactionRemoval(String reason) {

    /** Without the reason. */
    @Override
    public String toString() {
        return "RedactionRemoval[]";
    }
}
