package city.pishkhan.archive.internal;

import city.pishkhan.archive.internal.examination.SheetType;
import city.pishkhan.identifiers.PersianText;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cleans file names of scanners and users, so that they are safe to show and save. */
final class SheetNames {
    private static final int LONGEST = 100;
    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(pdf|png|jpe?g|tiff?)$");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\"*:<>?|;=\\\\/]+");
    /** files are often named by the national ID of their subject, which must not be stored in the index */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}");

    private SheetNames() {}

    /** Returns the name of a sheet without a file name: its kind and the type's extension. */
    static String plain(String kind, String mediaType) {
        return kind
                + Arrays.stream(SheetType.values())
                        .filter(type -> type.mediaType().equals(mediaType))
                        .map(type -> "." + type.extension())
                        .findFirst()
                        .orElse("");
    }

    /**
     * Returns a file name that is safe to show and save, with the extension of the type.
     *
     * @param name name or path as received; may be {@code null}
     * @param kind kind of the paper; used as the name if nothing of the received name remains
     */
    static String clean(@Nullable String name, String kind, SheetType type) {
        String text = PersianText.normalise(name == null ? "" : name);
        text = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
        text = EXTENSION.matcher(text).replaceFirst("");
        text = UNFIT.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
        text = LONG_NUMBER.matcher(text).replaceAll("…");
        text = text.replaceFirst("^\\.+", "");
        if (text.codePointCount(0, text.length()) > LONGEST) {
            text = text.substring(0, text.offsetByCodePoints(0, LONGEST)).strip();
        }
        return (text.isEmpty() ? kind : text) + "." + type.extension();
    }
}
