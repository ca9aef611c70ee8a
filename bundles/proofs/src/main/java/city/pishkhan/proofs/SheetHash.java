package city.pishkhan.proofs;

/**
 * A sheet of a case, by its hash; its content is not in an evidence file.
 *
 * @param kind     {@code deed}, {@code plan} …
 * @param revision 1 for the first of its kind in the case
 * @param sha256   of its content, hex
 * @param type     its media type
 * @param size     bytes
 */
public record SheetHash(String kind, int revision, String sha256, String type, long size) {
    /** With which the kind of a sheet begins that came with an agency's answer; the agency's name follows. */
    public static final String ANSWER = "answer:";
}
