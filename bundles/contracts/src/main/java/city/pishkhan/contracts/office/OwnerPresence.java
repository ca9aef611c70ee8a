package city.pishkhan.contracts.office;

/**
 * An owner who came to the counter. {@code toString} shows nobody.
 *
 * @param nationalId of the owner or co-owner, as on the card that was shown
 */
public record OwnerPresence(String nationalId) {
    @Override
    public String toString() {
        return "OwnerPresence[]";
    }
}
