package city.pishkhan.tls;

/**
 * The connector for local programs: metrics without a login, HTTP Basic, and detailed health. It listens on 127.0.0.1 with its
 * own port, because requests through a reverse proxy on this machine also come from a local address.
 */
public final class AdminPort {

    /** Request attribute that marks requests on the admin port whose Host header names this machine. */
    public static final String ATTRIBUTE = "city.pishkhan.admin";

    private AdminPort() {}
}
