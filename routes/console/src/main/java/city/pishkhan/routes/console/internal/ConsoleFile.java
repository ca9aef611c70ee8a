package city.pishkhan.routes.console.internal;

import java.util.Map;

/**
 * One file of the console.
 *
 * @param type   media type
 * @param plain  its bytes
 * @param packed the same by gzip, or {@code null} where that is not shorter
 */
record ConsoleFile(String type, byte[] plain, byte[] packed) {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** @throws IllegalStateException for a file of a kind that browsers would have to guess */
    static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("No media type for " + name);
        }
        return type;
    }
}
