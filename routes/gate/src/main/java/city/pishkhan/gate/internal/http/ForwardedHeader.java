package city.pishkhan.gate.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parser of {@code Forwarded} headers (RFC 7239). One pass, with time linear in the header's length and constant stack depth. */
final class ForwardedHeader {
    private final String header;
    private int at;

    ForwardedHeader(String header) {
        this.header = header;
    }

    /**
     * Returns the elements from left to right, each with its parameters by lower-case name. A malformed element discards all elements to
     * its left and is replaced by an element without parameters.
     */
    List<Map<String, String>> hops() {
        List<Map<String, String>> hops = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        while (at < header.length()) {
            if (!readPair(element)) {
                hops.clear();
                element = new HashMap<>();
                int next = header.indexOf(',', at);
                at = next < 0 ? header.length() : next + 1;
                hops.add(Map.of());
                continue;
            }
            boolean ended = at >= header.length() || header.charAt(at) == ',';
            at++;
            if (ended) {
                hops.add(element);
                element = new HashMap<>();
            }
        }
        return hops;
    }

    /** Reads {@code name=value} up to the separator or the end; on failure the position is unchanged. */
    private boolean readPair(Map<String, String> element) {
        int begin = at;
        skipSpaces();
        int name = at;
        while (at < header.length() && isLetter(header.charAt(at))) {
            at++;
        }
        if (at == name || at >= header.length() || header.charAt(at) != '=') {
            at = begin;
            return false;
        }
        String key = header.substring(name, at).toLowerCase(Locale.ROOT);
        at++;
        String value = at < header.length() && header.charAt(at) == '"' ? readQuoted() : readToken();
        skipSpaces();
        boolean separated = at >= header.length() || header.charAt(at) == ',' || header.charAt(at) == ';';
        if (value == null || !separated) {
            at = begin;
            return false;
        }
        element.put(key, value);
        return true;
    }

    /** @return the value, or {@code null} if the closing quote is missing */
    private @Nullable String readQuoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < header.length(); at++) {
            char c = header.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && ++at >= header.length()) {
                return null;
            }
            value.append(header.charAt(at));
        }
        return null;
    }

    private String readToken() {
        int begin = at;
        while (at < header.length() && !isSpace(header.charAt(at)) && ";,\"".indexOf(header.charAt(at)) < 0) {
            at++;
        }
        return header.substring(begin, at);
    }

    private void skipSpaces() {
        while (at < header.length() && isSpace(header.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
