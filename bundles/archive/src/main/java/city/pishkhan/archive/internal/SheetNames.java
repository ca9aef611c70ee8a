package city.pishkhan.archive.internal;

import city.pishkhan.archive.internal.inspection.SheetType;
import city.pishkhan.identifiers.PersianText;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Makes of the name that a scanner or a person gave a name that may be shown and saved. */
final class SheetNames {
    private static final int LONGEST = 100;
    private static final Pattern EXTENSION = Pattern.compile("(?i)\\.(pdf|png|jpe?g|tiff?)$");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\"*:<>?|;=\\\\/]+");
    /** a file is often called by the national ID of whom it is about: that must not stand in the index */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}");

    private SheetNames() {}

    /** The name of a sheet that has no other: its kind. */
    static String plain(String kind, String mediaType) {
        return kind
                + Arrays.stream(SheetType.values())
                        .filter(type -> type.mediaType().equals(mediaType))
                        .map(type -> "." + type.extension())
                        .findFirst()
                        .orElse("");
    }

    /** @param kind the paper's kind, which is its name if there is no other */
    static String clean(String name, String kind, SheetType type) {
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
