package city.pishkhan.routes.console.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file of the console.
 * @param type   media type
 * @param plain  uncompressed bytes
 * @param packed gzip-compressed bytes, or {@code null} if compression does not reduce the size
 */
record ConsoleFile(String type, byte[] plain, byte @Nullable [] packed) {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    /** @throws IllegalStateException for an unknown file extension, so that browsers never have to guess a media type */
    static String type(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("No media type is defined for " + name);
        }
        return type;
    }
}
