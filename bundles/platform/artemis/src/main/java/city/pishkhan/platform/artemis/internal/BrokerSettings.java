package city.pishkhan.platform.artemis.internal;

import java.nio.file.Path;

/**
 * Settings of the embedded broker.
 *
 * @param data folder of journal, bindings, pages and large messages
 * @param acceptorPort TCP port on 127.0.0.1, or 0 for none
 * @param user the only user, for the hub itself and for TCP clients
 * @param password password of the user
 */
record BrokerSettings(Path data, int acceptorPort, String user, String password) {

    Path lockFile() {
        return data.resolve("hub.lock");
    }
}
