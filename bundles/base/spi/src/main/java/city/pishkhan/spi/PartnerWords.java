package city.pishkhan.spi;

/** Sanitises text from a partner for log messages and people: one line, limited in length, without national IDs or card numbers. */
public final class PartnerWords {

    private static final int LONGEST = 300;

    private PartnerWords() {}

    /**
     * Sanitises a text: replaces control characters by spaces and runs of eight or more digits by an ellipsis.
     *
     * @param words text, or {@code null}
     * @return up to 301 characters; empty for {@code null}
     */
    public static String plain(String words) {
        if (words == null) {
            return "";
        }
        String line = words.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").replaceAll("\\p{Nd}{8,}", "…");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The root cause of a failure: simple class name and sanitised message. */
    public static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return plain(root.getClass().getSimpleName() + (message == null ? "" : " " + message));
    }
}
