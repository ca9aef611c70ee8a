package city.pishkhan.contracts.office.attestations;

/**
 * Return of an original. {@code toString} shows nothing personal.
 *
 * @param nationalId national ID of the person of the case who received it and signed
 * @param sha256     SHA-256 of the signed receipt, scanned for this case as {@code original-receipt}; 64 hexadecimal digits
 */
public record OriginalReturn(String nationalId, String sha256) {
    @Override
    public String toString() {
        return "OriginalReturn[sha256=" + sha256 + "]";
    }
}
