package city.pishkhan.gate.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** Request that reports the address of the client instead of the last proxy, so that code behind the gate can use the standard methods. */
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
