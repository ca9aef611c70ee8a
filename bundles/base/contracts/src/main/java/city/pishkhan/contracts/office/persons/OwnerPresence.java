package city.pishkhan.contracts.office.persons;

/**
 * Presence of an owner at the counter. {@code toString} shows nothing personal.
 *
 * @param nationalId national ID of the owner or co-owner, as on the shown card
 */
public record OwnerPresence(String nationalId) {
    @Override
    public String toString() {
        return "OwnerPresence[]";
    }
}
