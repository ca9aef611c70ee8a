package city.pishkhan.contracts.citizen;

/**
 * Asks for a one-time code. {@code toString} shows nothing.
 *
 * @param nationalId national ID, 10 digits (8 or 9 are padded), check digit included; digits of any script are taken
 */
public record CodeRequest(String nationalId) {
    @Override
    public String toString() {
        return "CodeRequest[]";
    }
}
