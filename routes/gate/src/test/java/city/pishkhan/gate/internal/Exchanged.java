package city.pishkhan.gate.internal;

import city.pishkhan.stubs.Stubs;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;

/** A request and its response in memory, with only the methods that parts of the gate need. */
public final class Exchanged {

    public final Map<String, String> given = new HashMap<>();
    public final Map<String, Object> attributes = new HashMap<>();
    public final Map<String, String> answered = new HashMap<>();
    public boolean secure;
    public boolean committed;
    public byte[] body = {};
    public long announced = -1;

    private final String path;

    public Exchanged(String path) {
        this.path = path;
    }

    public HttpServletRequest request() {
        return fake(HttpServletRequest.class, (name, args) -> switch (name) {
            case "getRequestURI" -> path;
            case "getHeader" -> given.get(args[0]);
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "isSecure" -> secure;
            case "getContentType" -> given.get("Content-Type");
            case "getContentLengthLong" -> announced;
            case "getInputStream" -> new BodyStream(new ByteArrayInputStream(body));
            default -> throw new AssertionError(name);
        });
    }

    public HttpServletResponse response() {
        return fake(HttpServletResponse.class, (name, args) -> switch (name) {
            case "setHeader" -> answered.put((String) args[0], (String) args[1]);
            case "isCommitted" -> committed;
            case "reset" -> {
                answered.clear();
                yield null;
            }
            default -> throw new AssertionError(name);
        });
    }

    public interface Answers {
        Object call(String name, Object[] args);
    }

    /** Creates a proxy that answers calls by the name of the method. */
    public static <T> T fake(Class<T> type, Answers answers) {
        return Stubs.intercept(type, (proxy, method, args) -> {
            Object answer = answers.call(method.getName(), args);
            return method.getReturnType() == void.class ? null : answer;
        });
    }

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream in;

        BodyStream(ByteArrayInputStream in) {
            this.in = in;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int available() {
            return in.available();
        }

        @Override
        public boolean isFinished() {
            return in.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
