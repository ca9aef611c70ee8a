package city.pishkhan.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * The TCP ports on 127.0.0.1 that everything listens on.
 *
 * @param hub      the doors
 * @param partners the simulators
 * @param shell    the operator's console
 */
public record Ports(int hub, int partners, int shell) {

    public static final Ports USUAL = new Ports(8181, 8190, 8101);

    /** @throws Trouble that names the first port which somebody else holds, and the option that chooses another */
    static void demandFree(Map<String, Integer> ports) {
        ports.forEach((option, port) -> {
            if (!free(port)) {
                throw new Trouble("Port " + port
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

    /** Any port that is free now. */
    public static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
