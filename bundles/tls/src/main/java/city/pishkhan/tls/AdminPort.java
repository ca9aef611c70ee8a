package city.pishkhan.tls;

/**
 * The connector for this machine's own programs: metrics without a login, HTTP Basic and health in detail. It listens on 127.0.0.1 only, on a
 * port of its own, because a reverse proxy on the same machine shares the peer address.
 */
public final class AdminPort {

    /** Request attribute, present on requests that arrived at the admin port and name this machine as their host. */
    public static final String ATTRIBUTE = "city.pishkhan.admin";

    private AdminPort() {}
}
