package city.pishkhan.proofs;

/**
 * The hash of a sheet of a case; an evidence file does not contain the sheet itself.
 *
 * @param kind {@code deed}, {@code plan} …
 * @param revision number among the case's sheets of its kind, from 1
 * @param sha256 SHA-256 of the content, as hexadecimal digits
 * @param type media type
 * @param size size in bytes
 */
public record SheetHash(String kind, int revision, String sha256, String type, long size) {
    /** Prefix of the kind of a sheet from an agency's answer; the agency's name follows. */
    public static final String ANSWER = "answer:";
}
