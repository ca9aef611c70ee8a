package city.pishkhan.gate.internal.http;

import city.pishkhan.api.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the syntax of the query and headers before a door or library reads them. An unknown charset or a malformed query would otherwise
 * cause an internal error.
 */
public final class RequestSyntax {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")\\s*");
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*;\\s*(?:(" + TOKEN + ")=(" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\"))?\\s*");
    private static final int LONGEST_TYPE = 500;

    /** JSON is UTF-8 (RFC 8259); forms are US-ASCII, and browsers specify the charset of their page. */
    private static final Set<String> OF_JSON = Set.of("UTF-8", "US-ASCII");

    private static final Set<String> OF_TEXT =
            Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "windows-1252", "windows-1256");
    private static final Set<String> OF_XML =
            Set.of("UTF-8", "US-ASCII", "ISO-8859-1", "windows-1252", "windows-1256", "UTF-16", "UTF-16LE", "UTF-16BE");

    private RequestSyntax() {}

    /**
     * Checks the query and the headers of a request.
     *
     * @throws Refusal MALFORMED or UNSUPPORTED, naming the header or part of the address at fault
     */
    public static void check(HttpServletRequest request, HttpServletResponse response) {
        checkQuery(request.getQueryString());
        checkEncoding(request.getHeader("Content-Encoding"), response);
        // the raw header, because the server's getContentType fails on unknown charsets
        checkContentType(request.getHeader("Content-Type"));
    }

    private static void checkQuery(String query) {
        if (query == null) {
            return;
        }
        for (int i = query.indexOf('%'); i >= 0; i = query.indexOf('%', i + 1)) {
            boolean hex = i + 2 < query.length()
                    && Character.digit(query.charAt(i + 1), 16) >= 0
                    && Character.digit(query.charAt(i + 2), 16) >= 0;
            // NUL is never valid in texts of the hub, and databases reject it
            if (!hex || query.startsWith("00", i + 1)) {
                throw Refusal.of(Refusal.Kind.MALFORMED, "query.malformed", "query");
            }
        }
    }

    /**
     * Rejects compressed bodies, because their decompressed size is unbounded. Responses are not compressed either, because their length
     * could reveal secrets.
     */
    private static void checkEncoding(String coding, HttpServletResponse response) {
        if (coding == null || coding.isBlank() || coding.strip().equalsIgnoreCase("identity")) {
            return;
        }
        response.setHeader("Accept-Encoding", "identity");
        throw Refusal.of(Refusal.Kind.UNSUPPORTED, "content-encoding.unknown", "Content-Encoding");
    }

    private static void checkContentType(String type) {
        if (type == null || type.equals("application/json") || type.isBlank()) {
            return;
        }
        Matcher media = MEDIA_TYPE.matcher(type);
        if (type.length() > LONGEST_TYPE || !media.lookingAt() || media.group(1).contains("*")) {
            throw malformed();
        }
        String name = media.group(1).toLowerCase(Locale.ROOT);
        Matcher parameter = PARAMETER.matcher(type).region(media.end(), type.length());
        while (parameter.regionStart() < type.length()) {
            if (!parameter.lookingAt()) {
                throw malformed();
            }
            if ("charset".equalsIgnoreCase(parameter.group(1))) {
                checkCharset(name, parameter.group(2).replace("\"", ""));
            }
            parameter.region(parameter.end(), type.length());
        }
    }

    private static void checkCharset(String type, String name) {
        Set<String> known = type.endsWith("json") ? OF_JSON : type.endsWith("xml") ? OF_XML : OF_TEXT;
        if (!known.contains(canonical(name))) {
            throw Refusal.of(Refusal.Kind.UNSUPPORTED, "charset.unknown", "Content-Type");
        }
    }

    private static String canonical(String name) {
        try {
            return Charset.forName(name).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return "";
        }
    }

    private static Refusal malformed() {
        return Refusal.of(Refusal.Kind.UNSUPPORTED, "content-type.malformed", "Content-Type");
    }
}
