package city.pishkhan.spi;

/** What a partner said, made fit for a message that is logged or shown: one line, not endless, no national ID or card number in it. */
public final class PartnerWords {

    private static final int LONGEST = 300;

    private PartnerWords() {}

    /**
     * @param words may be {@code null}
     * @return without control characters and without numbers of eight digits or more, at most 301 characters
     */
    public static String plain(String words) {
        if (words == null) {
            return "";
        }
        String line = words.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").replaceAll("\\p{Nd}{8,}", "…");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Why a call failed at the bottom of it: kind and message of the first failure, plain. */
    public static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return plain(root.getClass().getSimpleName() + (message == null ? "" : " " + message));
    }
}
