package city.pishkhan.platform.artemis.internal;

import java.nio.file.Path;

/**
 * What the embedded broker is told.
 *
 * @param data         folder of journal, bindings, pages and large messages
 * @param acceptorPort TCP port on 127.0.0.1, or 0 for none
 * @param user         the one login, of the hub itself and of who comes by TCP
 * @param password     its password
 */
record BrokerSettings(Path data, int acceptorPort, String user, String password) {

    Path lockFile() {
        return data.resolve("hub.lock");
    }
}
