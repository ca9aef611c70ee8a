package city.pishkhan.platform.postgres.internal;

import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses a free port, the previous one if possible. */
final class PortChoice {

    private static final Logger LOG = LoggerFactory.getLogger(PortChoice.class);
    private static final Messages MESSAGES = Messages.of(PortChoice.class);

    // below the ephemeral ports, so that no outgoing connection takes the port before PostgreSQL does
    private static final int LOWEST = 22_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private PortChoice() {}

    /**
     * Chooses a port.
     *
     * @param wanted fixed port, or 0 for any
     * @param memory file that stores the choice
     * @throws IOException if the fixed port is in use; the message names it
     */
    static int choose(int wanted, Path memory) throws IOException {
        if (wanted > 0) {
            if (!isFree(wanted)) {
                throw new IOException(MESSAGES.bilingual("port-choice.taken", wanted));
            }
            return wanted;
        }
        if (Files.exists(memory)) {
            int remembered = Integer.parseInt(Files.readString(memory).strip());
            if (isFree(remembered)) {
                return remembered;
            }
            LOG.warn("The previous port {} of PostgreSQL is in use; choosing another", remembered);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            int chosen = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(chosen)) {
                Files.writeString(memory, chosen + "\n");
                return chosen;
            }
        }
        throw new IOException("No port from " + LOWEST + " to " + HIGHEST + " is free on 127.0.0.1");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
