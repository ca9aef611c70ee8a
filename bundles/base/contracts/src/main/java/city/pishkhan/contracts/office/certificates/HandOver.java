package city.pishkhan.contracts.office.certificates;

/**
 * Recipient of a certificate at a counter. {@code toString} shows nothing.
 *
 * @param nationalId national ID on the shown card: of an owner, co-owner or proxy of the case
 */
public record HandOver(String nationalId) {
    @Override
    public String toString() {
        return "HandOver[]";
    }
}
