package city.pishkhan.contracts.office.papers;

/**
 * Removal of a redaction.
 *
 * @param reason reason, up to 2,000 characters
 */
public record RedactionRemoval(String reason) {

    /** Omits the reason. */
    @Override
    public String toString() {
        return "RedactionRemoval[]";
    }
}
