package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only canonical paths. The access rules compare the path as sent, but the server dispatches the decoded path; in canonical form
 * both mean the same.
 */
public final class RequestPath {
    /**
     * Characters that must not be encoded, because readers may interpret them differently: as a separator, a parameter or the end of a
     * text.
     */
    private static final String NEVER_ENCODED = "/\\;";

    private RequestPath() {}

    /** @return the reason for refusal, or {@code null} if the path is canonical */
    public static @Nullable Refusal violation(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path == null || path.isEmpty() || path.equals("*")) {
            return null; // the path * of OPTIONS stands for the whole server and reaches no servlet
        }
        String decoded = decoded(path);
        return decoded != null && isDispatched(request, decoded)
                ? null
                : Refusal.of(Refusal.Kind.MALFORMED, "path.malformed", "path");
    }

    /** @return the decoded path, or {@code null} if it is not canonical */
    static @Nullable String decoded(String path) {
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

    /** Rejects {@code .}, {@code ..} and empty segments; only the last segment may be empty. */
    private static boolean isPlainSegment(String path, int start) {
        int end = path.indexOf('/', start);
        int length = (end < 0 ? path.length() : end) - start;
        return length == 0
                ? end < 0
                : !(path.startsWith(".", start) && length == 1) && !(path.startsWith("..", start) && length == 2);
    }

    private static @Nullable String decodedBytes(String path) {
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
            // rejects overlong forms and incomplete characters
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Unreserved characters (RFC 3986, 2.3): they are the same encoded or not, so clients have no reason to encode them. */
    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
    }

    /** Compares the path with the path by which the server found the servlet. */
    private static boolean isDispatched(HttpServletRequest request, String decoded) {
        String servlet = request.getServletPath() == null ? "" : request.getServletPath();
        String rest = request.getPathInfo() == null ? "" : request.getPathInfo();
        String context = request.getContextPath() == null ? "" : request.getContextPath();
        if (servlet.isEmpty() && rest.isEmpty()) {
            return true; // no servlet was found: root page (answered by a filter) or unknown path
        }
        return decoded.length() == context.length() + servlet.length() + rest.length()
                && decoded.startsWith(context)
                && decoded.startsWith(servlet, context.length())
                && decoded.endsWith(rest);
    }
}
