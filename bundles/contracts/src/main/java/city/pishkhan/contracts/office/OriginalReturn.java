package city.pishkhan.contracts.office;

/**
 * An original that went back. {@code toString} shows nobody.
 *
 * @param nationalId of somebody of the case, who took it and signed
 * @param sha256     of the signed receipt, scanned for this case as {@code original-receipt}; 64 hexadecimal digits
 */
public record OriginalReturn(String nationalId, String sha256) {
    @Override
    public String toString() {
        return "OriginalReturn[sha256=" + sha256 + "]";
    }
}
