package city.pishkhan.contracts.office;

/**
 * To whom it is handed over. {@code toString} shows nothing.
 *
 * @param nationalId as on the card that was shown: of an owner, co-owner or proxy of the case
 */
public record HandOver(String nationalId) {
    @Override
    public String toString() {
        return "HandOver[]";
    }
}
