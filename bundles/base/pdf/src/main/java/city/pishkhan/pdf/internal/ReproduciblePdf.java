package city.pishkhan.pdf.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes PDFs reproducible: replaces the random font subset names and the random file id of the library without changing the file's length.
 */
public final class ReproduciblePdf {
    private static final Pattern SUBSET = Pattern.compile("/([A-Z]{6})\\+Vazirmatn");
    private static final Pattern ID = Pattern.compile("(?<=/ID \\[<)[0-9a-f]{32}(?:><[0-9a-f]{32})?");

    private ReproduciblePdf() {}

    public static byte[] normalize(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        Map<String, String> names = new HashMap<>();
        text = SUBSET.matcher(text).replaceAll(found -> "/" + name(names, found) + "+Vazirmatn");
        text = ID.matcher(text).replaceAll(found -> found.group().replaceAll("[0-9a-f]", "0"));
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String name(Map<String, String> names, MatchResult found) {
        return names.computeIfAbsent(found.group(1), random -> "PISHK" + (char) ('A' + names.size()));
    }
}
