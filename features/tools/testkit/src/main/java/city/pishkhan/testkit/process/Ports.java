package city.pishkhan.testkit.process;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports on 127.0.0.1.
 *
 * @param hub      port of the hub's doors
 * @param partners port of the simulators
 * @param shell    port of the operator's console
 */
public record Ports(int hub, int partners, int shell) {

    /** Returns the admin port, which is the doors' port plus 1: metrics without login, HTTP Basic authentication, detailed health. */
    public int admin() {
        return hub + 1;
    }

    public static final Ports USUAL = new Ports(8181, 8190, 8101);

    private static final int LOWEST = 22_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** @throws CityException that names the first port in use, and the option that selects another port */
    public static void checkFree(Map<String, Integer> ports) {
        ports.forEach((option, port) -> {
            if (!isFree(port)) {
                throw new CityException("Port " + port
                        + " on 127.0.0.1 is used by another program. End that program, or choose another port with "
                        + option + " <port>.");
            }
        });
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // a port whose last connections are in TIME_WAIT counts as free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Returns a port that is currently free together with the next port, which is the hub's admin port. Both are below the system's range
     * for outgoing connections, so that no such connection can occupy them before they are used.
     */
    public static int findFree() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && isFree(port) && GIVEN.add(port + 1) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IOException("No port from " + LOWEST + " to " + HIGHEST + " is free on 127.0.0.1");
    }
}
