package city.pishkhan.spi;

import org.jspecify.annotations.Nullable;

/** Sanitises text from a partner for log messages and people: one line, limited in length, without national IDs or card numbers. */
public final class PartnerText {

    private static final int MAX_LENGTH = 300;

    private PartnerText() {}

    /**
     * Sanitises a text: replaces control characters by spaces and runs of eight or more digits by an ellipsis.
     *
     * @param text text, or {@code null}
     * @return up to 301 characters; empty for {@code null}
     */
    public static String sanitize(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ").replaceAll("\\p{Nd}{8,}", "…");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }

    /** The root cause of a failure: simple class name and sanitised message. */
    public static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return sanitize(root.getClass().getSimpleName() + (message == null ? "" : " " + message));
    }
}
