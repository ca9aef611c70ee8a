package city.pishkhan.tls;

/**
 * The connector for programs on this machine. It offers metrics without a login, HTTP Basic and detailed health. It has
 * its own port on 127.0.0.1, because requests through a local reverse proxy also come from a local address.
 */
public final class AdminPort {

    /** Request attribute that marks requests on the admin port whose Host header names this machine. */
    public static final String ATTRIBUTE = "city.pishkhan.admin";

    private AdminPort() {}
}
