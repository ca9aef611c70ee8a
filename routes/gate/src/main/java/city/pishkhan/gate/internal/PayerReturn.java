package city.pishkhan.gate.internal;

import city.pishkhan.gate.internal.http.BodyPace;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Handles the return of a payer's browser from a bank while the hub cannot record it. Instead of an error, the browser gets a page that
 * submits the same form again. Only that browser has the bank's reference, and the bank reverses an unconfirmed payment after 20 minutes.
 * The page therefore submits the form automatically for that long; after that, the payer can use a button.
 */
final class PayerReturn {
    private static final Messages MESSAGES = Messages.of(PayerReturn.class);
    private static final Pattern PATH = Pattern.compile("/pay/[a-z0-9-]{1,40}/callback");
    private static final Pattern REPEATED = Pattern.compile("(?:.*&)?again=([0-9]{1,3})(?:&.*)?");
    private static final int LONGEST_FORM = 16 << 10;
    private static final int MOST_FIELDS = 40;
    /**
     * number of quick repetitions: the page repeats the form every 5 seconds for one minute, then every 15 seconds for
     * 20 minutes in total
     */
    private static final int QUICK = 12;

    private static final int MOST = 88;
    private static final int QUICK_SECONDS = 5;
    private static final int SLOW_SECONDS = 15;
    private static final int NONCE_BYTES = 16;
    /**
     * Limits the threads that wait for the rest of a form if the request was refused before its body was read. A form
     * that has arrived completely needs no place, and a slow form loses its place after two seconds.
     */
    private static final BodyPace FORMS = new BodyPace(new BodyPace.Rates(2_000, 2_000, 2_000), 16, 16, 4);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Request request;
    private final Response response;

    private PayerReturn(HttpServletRequest request, HttpServletResponse response, @Nullable String network) {
        this.request = new Request(request, network);
        this.response = new Response(response);
    }

    /**
     * Wraps the return of a browser from a bank.
     * @param network of the browser, or {@code null} if it is unknown
     * @return {@code null} if the request is not such a return
     */
    static @Nullable PayerReturn of(
            HttpServletRequest request, HttpServletResponse response, @Nullable String network) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("POST")
                        && PATH.matcher(request.getRequestURI()).matches()
                        && accept != null
                        && accept.contains("text/html")
                ? new PayerReturn(request, response, network)
                : null;
    }

    /** Request that keeps a copy of the form data read from it. */
    HttpServletRequest request() {
        return request;
    }

    /** Response that sends the page for the payer instead of the door's error. */
    HttpServletResponse response() {
        return response;
    }

    /** Loads the texts and classes of the page, because nothing can be loaded while the hub stops. */
    static void prepare() {
        for (String key : new String[] {"title", "text", "ended", "button"}) {
            MESSAGES.text("payer." + key);
        }
        escaped("");
    }

    private byte[] page() {
        int repeated = repetition(request.getQueryString());
        boolean persian = GateProblems.isPersianFirst(request.getHeader("Accept-Language"));
        String fields = fields(request.form());
        boolean repeats = fields != null && repeated < MOST;
        int seconds = repeated < QUICK ? QUICK_SECONDS : SLOW_SECONDS;
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        response.setPolicy("default-src 'none'; style-src 'nonce-" + nonce + "'; script-src 'nonce-" + nonce
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.setLanguage(persian ? "fa" : "en");
        response.setRetryAfter(seconds);
        String form = fields == null
                ? ""
                : "<form id=\"again\" method=\"post\" accept-charset=\"utf-8\" action=\"?again="
                        + Math.min(repeated + 1, MOST) + "\">" + fields + "<button>"
                        + message(persian, "payer.button") + "</button></form>";
        String script = repeats
                ? "<script nonce=\"" + nonce
                        + "\">setTimeout(function () { document.getElementById('again').submit(); }, " + seconds * 1_000
                        + ");</script>"
                : "";
        return ("<!DOCTYPE html><html lang=\"" + (persian ? "fa" : "en") + "\" dir=\"" + (persian ? "rtl" : "ltr")
                        + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                        + "<title>" + message(persian, "payer.title") + "</title><style nonce=\"" + nonce
                        + "\">body{font-family:Vazirmatn,Tahoma,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;line-height:1.8}"
                        + "button{font:inherit;padding:.6rem 1.4rem}</style></head><body><h1>"
                        + message(persian, "payer.title")
                        + "</h1><p>" + message(persian, repeats ? "payer.text" : "payer.ended") + "</p>" + form + script
                        + "</body></html>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String message(boolean persian, String key) {
        Text text = MESSAGES.text(key);
        return escaped(persian ? text.persian() : text.english());
    }

    private static int repetition(String query) {
        Matcher found = REPEATED.matcher(query == null || query.length() > 100 ? "" : query);
        return found.matches() ? Integer.parseInt(found.group(1)) : 0;
    }

    /** Converts the form to hidden fields; returns {@code null} if it is missing, malformed or has too many fields. */
    private static @Nullable String fields(@Nullable String form) {
        if (form == null) {
            return null;
        }
        StringBuilder fields = new StringBuilder();
        String[] pairs = form.isEmpty() ? new String[0] : form.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            return null;
        }
        try {
            for (String pair : pairs) {
                int at = pair.indexOf('=');
                String name = at < 0 ? pair : pair.substring(0, at);
                String value = at < 0 ? "" : pair.substring(at + 1);
                fields.append("<input type=\"hidden\" name=\"")
                        .append(escaped(URLDecoder.decode(name, StandardCharsets.UTF_8)))
                        .append("\" value=\"")
                        .append(escaped(URLDecoder.decode(value, StandardCharsets.UTF_8)))
                        .append("\">");
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return fields.toString();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' || c == '<' || c == '>' || c == '"' || c == '\'' || c == '\r' || c == '\n') {
                out.append("&#").append((int) c).append(';');
            } else if (c != 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static final class Request extends HttpServletRequestWrapper {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private @Nullable ServletInputStream in;
        private final @Nullable String network;
        private boolean ended;

        Request(HttpServletRequest request, @Nullable String network) {
            super(request);
            this.network = network;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (in == null) {
                in = new RecordingInputStream(super.getInputStream());
            }
            return in;
        }

        private void recordBytes(byte[] bytes, int offset, int length) {
            if (length < 0) {
                ended = true;
            } else if (read.size() <= LONGEST_FORM) {
                read.write(bytes, offset, length);
            }
        }

        /** Returns the complete form, or {@code null} if it is incomplete, too large or not a form. */
        @Nullable
        String form() {
            String type = getContentType();
            if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
                return null;
            }
            int length = getContentLength();
            if (!ended && read.size() != length && length >= 0 && length <= LONGEST_FORM) {
                try {
                    FORMS.read(this, network, length - read.size());
                } catch (IOException e) {
                    return null; // browser disconnected or too slow, or too many forms are awaited
                }
            }
            return read.size() <= LONGEST_FORM && (ended || read.size() == length)
                    ? read.toString(StandardCharsets.US_ASCII)
                    : null;
        }

        private final class RecordingInputStream extends ServletInputStream {
            private final ServletInputStream body;

            RecordingInputStream(ServletInputStream body) {
                this.body = body;
            }

            @Override
            public int read() throws IOException {
                int b = body.read();
                recordBytes(new byte[] {(byte) b}, 0, b < 0 ? -1 : 1);
                return b;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = body.read(bytes, offset, length);
                recordBytes(bytes, offset, n);
                return n;
            }

            @Override
            public int available() throws IOException {
                return body.available();
            }

            @Override
            public boolean isFinished() {
                return body.isFinished();
            }

            @Override
            public boolean isReady() {
                return body.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                body.setReadListener(listener);
            }
        }
    }

    private final class Response extends HttpServletResponseWrapper {
        private boolean replaced;

        Response(HttpServletResponse response) {
            super(response);
        }

        private HttpServletResponse plain() {
            return (HttpServletResponse) getResponse();
        }

        private void setPolicy(String policy) {
            plain().setHeader("Content-Security-Policy", policy);
        }

        private void setLanguage(String language) {
            plain().setHeader("Content-Language", language);
        }

        private void setRetryAfter(int seconds) {
            plain().setHeader("Retry-After", String.valueOf(seconds));
        }

        /**
         * Returns whether the door's response is a failure. Includes 404, because a starting door does not know its
         * banks yet and answers 404 for them.
         */
        private boolean isFailed() {
            String type = getContentType();
            return getStatus() >= SC_INTERNAL_SERVER_ERROR
                    || getStatus() == SC_NOT_FOUND && type != null && type.startsWith("application/problem");
        }

        /** @return {@code true} if the page replaces the response and further output is discarded */
        private boolean replace() throws IOException {
            if (!replaced && isFailed() && !isCommitted()) {
                replaced = true;
                byte[] page = page();
                plain().setStatus(SC_SERVICE_UNAVAILABLE);
                plain().setContentType("text/html;charset=utf-8");
                plain().setContentLength(page.length);
                plain().getOutputStream().write(page);
            }
            return replaced;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            return replace() ? new DiscardingOutputStream() : super.getOutputStream();
        }

        @Override
        public java.io.PrintWriter getWriter() throws IOException {
            return replace()
                    ? new java.io.PrintWriter(new DiscardingOutputStream(), false, StandardCharsets.UTF_8)
                    : super.getWriter();
        }

        @Override
        public void sendError(int status) throws IOException {
            setStatus(status);
            if (!replace()) {
                super.sendError(status);
            }
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            setStatus(status);
            if (!replace()) {
                super.sendError(status, message);
            }
        }

        @Override
        public void setStatus(int status) {
            if (!replaced) {
                super.setStatus(status);
            }
        }

        @Override
        public void setContentType(String type) {
            if (!replaced) {
                super.setContentType(type);
            }
        }

        @Override
        public void setContentLength(int length) {
            if (!replaced) {
                super.setContentLength(length);
            }
        }

        @Override
        public void setContentLengthLong(long length) {
            if (!replaced) {
                super.setContentLengthLong(length);
            }
        }

        @Override
        public void setHeader(String name, String value) {
            if (!replaced) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!replaced) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void reset() {
            if (!replaced) {
                super.reset();
            }
        }
    }

    /** Discards the door's error response. */
    private static final class DiscardingOutputStream extends ServletOutputStream {
        @Override
        public void write(int b) {
            // discarded: the page for the payer is sent instead
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // discarded: the page for the payer is sent instead
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("A failure is written at once");
        }
    }
}
