package city.pishkhan.runtime.internal.http;

import city.pishkhan.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Accepts a path only in its canonical form, so that the rules, which compare the path as it was sent, and the server, which dispatches the
 * decoded path, can never mean two different things.
 */
public final class RequestPath {
    /** Encoded, they would be read as a separator, a parameter or the end of a text by one reader and not by the other. */
    private static final String NEVER_ENCODED = "/\\;";

    private RequestPath() {}

    /** @return why the path is refused, {@code null} if it is canonical */
    public static Refusal violation(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path == null || path.isEmpty() || path.equals("*")) {
            return null; // names no servlet: OPTIONS for the whole server
        }
        String decoded = decoded(path);
        return decoded != null && isDispatched(request, decoded)
                ? null
                : Refusal.of(Refusal.Kind.MALFORMED, "path.malformed", "path");
    }

    /** @return {@code null} if the path is not canonical */
    static String decoded(String path) {
        if (path.charAt(0) != '/') {
            return null;
        }
        boolean encoded = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '\\' || c == ';' || c == '/' && !isPlainSegment(path, i + 1)) {
                return null;
            }
            encoded |= c == '%';
        }
        return encoded ? decodedBytes(path) : path;
    }

    /** Rejects an empty segment, unless it is the last one, and {@code .} and {@code ..}. */
    private static boolean isPlainSegment(String path, int start) {
        int end = path.indexOf('/', start);
        int length = (end < 0 ? path.length() : end) - start;
        return length == 0
                ? end < 0
                : !(path.startsWith(".", start) && length == 1) && !(path.startsWith("..", start) && length == 2);
    }

    private static String decodedBytes(String path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
            if (low < 0) {
                return null;
            }
            int value = high << 4 | low;
            if (value < ' ' || value == 0x7F || isUnreserved(value) || NEVER_ENCODED.indexOf(value) >= 0) {
                return null;
            }
            bytes.put((byte) value);
            i += 2;
        }
        try {
            // reports overlong forms and halves of characters
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** RFC 3986, 2.3: encoded or not they are the same, so no client has a reason to encode them. */
    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    /** Compares the path with the one by which the server found its servlet. */
    private static boolean isDispatched(HttpServletRequest request, String decoded) {
        String servlet = request.getServletPath() == null ? "" : request.getServletPath();
        String rest = request.getPathInfo() == null ? "" : request.getPathInfo();
        String context = request.getContextPath() == null ? "" : request.getContextPath();
        return decoded.length() == context.length() + servlet.length() + rest.length()
                && decoded.startsWith(context)
                && decoded.startsWith(servlet, context.length())
                && decoded.endsWith(rest);
    }
}
