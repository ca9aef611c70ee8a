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
 * The TCP ports on 127.0.0.1 that everything listens on.
 *
 * @param hub      the doors
 * @param partners the simulators
 * @param shell    the operator's console
 */
public record Ports(int hub, int partners, int shell) {

    /** The admin port, which follows the doors': metrics without a login, HTTP Basic, health in detail. */
    public int admin() {
        return hub + 1;
    }

    public static final Ports USUAL = new Ports(8181, 8190, 8101);

    private static final int LOWEST = 22_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    /** @throws CityException that names the first port which somebody else holds, and the option that chooses another */
    public static void demandFree(Map<String, Integer> ports) {
        ports.forEach((option, port) -> {
            if (!free(port)) {
                throw new CityException("Port " + port
                        + " on 127.0.0.1 is taken by another program. End that program, or choose another port with "
                        + option + " <port>.");
            }
        });
    }

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // a port whose last connections are still fading is free
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Any port that is free now, and so is the one after it, which a hub takes too. Both lie below those that the system gives to outgoing connections, so that none of them takes one before
     * whoever asked for it listens there.
     */
    public static int any() throws IOException {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && free(port) && GIVEN.add(port + 1) && free(port + 1)) {
                return port;
            }
        }
        throw new IOException("No port from " + LOWEST + " to " + HIGHEST + " is free on 127.0.0.1");
    }
}
