package city.pishkhan.runtime.internal.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a {@code Forwarded} header (RFC 7239) in one pass, in time and stack that do not depend on what it contains. */
final class ForwardedHeader {
    private final String header;
    private int at;

    ForwardedHeader(String header) {
        this.header = header;
    }

    /**
     * The elements from left to right, each with its parameters by lower-case name. An element that cannot be read removes those to its left and
     * stands in their place without parameters.
     */
    List<Map<String, String>> hops() {
        List<Map<String, String>> hops = new ArrayList<>();
        Map<String, String> element = new HashMap<>();
        while (at < header.length()) {
            if (!pair(element)) {
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

    /** Reads {@code name=value} up to its separator or the end; otherwise stays where it is. */
    private boolean pair(Map<String, String> element) {
        int begin = at;
        spaces();
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
        String value = at < header.length() && header.charAt(at) == '"' ? quoted() : token();
        spaces();
        boolean separated = at >= header.length() || header.charAt(at) == ',' || header.charAt(at) == ';';
        if (value == null || !separated) {
            at = begin;
            return false;
        }
        element.put(key, value);
        return true;
    }

    /** @return {@code null} if the closing quote is missing */
    private String quoted() {
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

    private String token() {
        int begin = at;
        while (at < header.length() && !isSpace(header.charAt(at)) && ";,\"".indexOf(header.charAt(at)) < 0) {
            at++;
        }
        return header.substring(begin, at);
    }

    private void spaces() {
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
