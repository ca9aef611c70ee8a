package city.pishkhan.gate.internal.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Client of a request, determined once before all other processing.
 * @param address numeric IP address; behind trusted proxies, the address of the client itself
 * @param secure  {@code true} if the connection is encrypted as far as is known
 * @param local   {@code true} if the request came to the admin port directly, without a proxy
 */
public record ClientAddress(String address, boolean secure, boolean local) {
    private static final String ATTRIBUTE = ClientAddress.class.getName();

    /** Returns the client of a request. A request that has not passed the gate is attributed to its TCP peer and is never local. */
    public static ClientAddress of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientAddress client
                ? client
                : new ClientAddress(request.getRemoteAddr(), request.isSecure(), false);
    }

    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
