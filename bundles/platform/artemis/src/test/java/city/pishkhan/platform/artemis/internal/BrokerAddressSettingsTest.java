package city.pishkhan.platform.artemis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;

/** The file for external brokers, the embedded broker and the hub's requirements must agree. */
class BrokerAddressSettingsTest {
    private static final Path FILE = Path.of("../../../etc/broker/address-settings.xml");

    private static Configuration file() throws Exception {
        try (InputStream in = Files.newInputStream(FILE)) {
            return new FileConfigurationParser().parseMainConfig(in);
        }
    }

    @Test
    void brokerFileMatchesEmbeddedSettings() throws Exception {
        Map<String, AddressSettings> settings = file().getAddressSettings();
        assertEquals(BrokerAddressSettings.durable(), settings.get("#"));
        for (String family : BrokerAddressSettings.FAMILIES) {
            assertEquals(BrokerAddressSettings.repeated(), settings.get(family), family);
        }
        assertEquals(BrokerAddressSettings.FAMILIES.size() + 1, settings.size());
        assertEquals(BrokerAddressSettings.DUPLICATES_REMEMBERED, file().getIDCacheSize());
    }

    @Test
    void brokerWithFileHasNoDifferences() throws Exception {
        assertEquals(List.of(), asked(file(), "dead"));
    }

    @Test
    void defaultBrokerLacksRequiredSettings() throws Exception {
        List<String> unlike = asked(new ConfigurationImpl(), "dead");
        assertTrue(unlike.contains("inquiry.#: max-delivery-attempts is 10, not -1"), unlike.toString());
        assertTrue(unlike.contains("work.#: dead-letter-address is null, not dead"), unlike.toString());
        assertTrue(unlike.contains("notice.#: auto-delete-queues is true, not false"), unlike.toString());
    }

    @Test
    void reportsOtherDeadLetterQueue() throws Exception {
        assertTrue(asked(file(), "gave-up").contains("work.#: dead-letter-address is dead, not gave-up"));
    }

    /** Reads the settings over TCP with the management address. */
    private static List<String> asked(Configuration configuration, String deadQueue) throws Exception {
        int port;
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE"));
        broker.start();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
            return new ExternalBroker(factory.getServerLocator(), "hub", "", deadQueue).settingDifferences();
        } finally {
            broker.stop();
        }
    }
}
