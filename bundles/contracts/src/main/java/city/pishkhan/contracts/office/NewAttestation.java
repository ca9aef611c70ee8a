package city.pishkhan.contracts.office;

/**
 * A clerk's word that a scan is as its original. {@code toString} shows nothing that was read on it.
 *
 * @param kind   of the paper, as the case has it
 * @param sha256 of the scan, 64 hexadecimal digits
 * @param serial number printed on the original, at most 60 characters
 * @param issuer who issued it, at most 100 characters
 * @param seen   what was compared and how it looked, at most 500 characters
 */
public record NewAttestation(String kind, String sha256, String serial, String issuer, String seen) {
    @Override
    public String toString() {
        return "NewAttestation[kind=" + kind + ", sha256=" + sha256 + "]";
    }
}
