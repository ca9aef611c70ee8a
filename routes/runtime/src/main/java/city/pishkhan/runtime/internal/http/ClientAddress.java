package city.pishkhan.runtime.internal.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Who is at the other end of a request, found once in front of everything.
 *
 * @param address numeric; of a client behind trusted proxies its own
 * @param secure  whether its line is encrypted, all the way that it can be known
 * @param local   whether the request came in at the admin port, not through any proxy
 */
public record ClientAddress(String address, boolean secure, boolean local) {
    private static final String ATTRIBUTE = ClientAddress.class.getName();

    /** What a request without this (one that has not passed the gate) is taken for: never local. */
    public static ClientAddress of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientAddress client
                ? client
                : new ClientAddress(request.getRemoteAddr(), request.isSecure(), false);
    }

    public void keep(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
