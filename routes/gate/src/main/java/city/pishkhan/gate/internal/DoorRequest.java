package city.pishkhan.gate.internal;

import city.pishkhan.runtime.BrokenBody;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as doors see it: under the hub's public address, regardless of its Host header. Headers that could change the method behind the
 * gate or break a library (invalid languages) are removed. Responses are UTF-8, regardless of Accept-Charset.
 */
final class DoorRequest extends HttpServletRequestWrapper {
    private static final Set<String> DROPPED = Set.of("x-http-method-override", "accept-charset");
    private static final String LANGUAGES = "accept-language";

    private final URI address;
    private final boolean languages;
    private final boolean document;
    private @Nullable ServletInputStream body;

    /** @param address public address of the hub, without a path */
    DoorRequest(HttpServletRequest request, URI address) {
        super(request);
        this.address = address;
        languages = isReadable(request.getHeader(LANGUAGES));
        document = HttpMethods.isWsdlRequest(request);
    }

    private static boolean isReadable(String languages) {
        try {
            return languages != null && !Locale.LanguageRange.parse(languages).isEmpty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false; // for the header "-" the JDK throws IndexOutOfBoundsException
        }
    }

    /** Returns GET for a HEAD of an API description, because CXF does not support HEAD of a WSDL. The server omits the body. */
    @Override
    public String getMethod() {
        return document ? "GET" : super.getMethod();
    }

    @Override
    public String getScheme() {
        return address.getScheme();
    }

    @Override
    public String getServerName() {
        return address.getHost();
    }

    @Override
    public int getServerPort() {
        return address.getPort() >= 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(address.toString()).append(getRequestURI());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    private boolean isHidden(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return DROPPED.contains(lower) || !languages && lower.equals(LANGUAGES);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(this::isHidden);
        return Collections.enumeration(names);
    }

    /** Distinguishes failures caused by the client from internal errors while reading a body. */
    private static final class Body extends ServletInputStream {
        private final ServletInputStream in;

        Body(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                throw new BrokenBody(e);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
