package city.pishkhan.runtime.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request that names its client where it named the last proxy: whoever counts, logs or sets a cookie behind the gate asks as ever. */
public final class ClientRequest extends HttpServletRequestWrapper {
    private final ClientAddress client;

    public ClientRequest(HttpServletRequest request, ClientAddress client) {
        super(request);
        this.client = client;
    }

    @Override
    public String getRemoteAddr() {
        return client.address();
    }

    @Override
    public String getRemoteHost() {
        return client.address();
    }

    @Override
    public boolean isSecure() {
        return client.secure();
    }

    @Override
    public String getScheme() {
        return client.secure() ? "https" : "http";
    }
}
