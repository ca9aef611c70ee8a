package city.pishkhan.platform.artemis.internal;

import city.pishkhan.platform.artemis.BrokerAdmin;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.impl.QueueImpl;

/** A durable broker inside the hub: acknowledged messages are on disk. */
final class EmbeddedBroker implements BrokerAdmin, AutoCloseable {

    /** Maximum delay of a flush, which concurrent senders share; half a millisecond adds no noticeable latency. */
    private static final int FLUSH_NANOS = 500_000;

    private static final int DISK_FULL_PERCENT = 95;
    private static final int IN_VM_ID = 20_481;

    private final BrokerFolderLock lock;
    private final EmbeddedActiveMQ broker;

    /** @throws IllegalStateException if the data folder is in use */
    EmbeddedBroker(BrokerSettings settings) throws Exception {
        lock = BrokerFolderLock.acquire(settings.lockFile());
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration(settings));
        broker.setSecurityManager(new SingleUserSecurity(settings.user(), settings.password()));
        try {
            broker.start();
            if (!isUp()) {
                throw new IllegalStateException("The embedded broker does not become active. The log has the reason.");
            }
        } catch (Exception e) {
            try {
                close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** In-VM address of this broker. */
    String url() {
        return "vm://" + IN_VM_ID;
    }

    @Override
    public boolean isUp() {
        ActiveMQServer server = broker.getActiveMQServer();
        return server.isStarted() && server.isActive();
    }

    @Override
    public Map<String, Long> queueDepths() {
        if (!isUp()) {
            throw new IllegalStateException("The embedded broker is not running.");
        }
        Map<String, Long> depths = new TreeMap<>();
        broker.getActiveMQServer().getPostOffice().getAllBindings().forEach(binding -> {
            if (binding.getBindable() instanceof QueueImpl queue && !queue.isTemporary() && !queue.isInternalQueue()) {
                depths.put(queue.getName().toString(), queue.getMessageCount());
            }
        });
        return depths;
    }

    @Override
    public void close() throws IOException {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IOException("The embedded broker did not stop cleanly.", e);
        } finally {
            lock.close();
        }
    }

    private static Configuration configuration(BrokerSettings settings) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("pishkhan")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalBufferTimeout_NIO(FLUSH_NANOS)
                // an address that pages to disk flushes at this interval; the default would cost about 3 ms per message
                .setPageSyncTimeout(FLUSH_NANOS)
                .setJournalMinFiles(4)
                .setJournalDirectory(settings.data().resolve("journal").toString())
                .setBindingsDirectory(settings.data().resolve("bindings").toString())
                .setLargeMessagesDirectory(
                        settings.data().resolve("large-messages").toString())
                .setPagingDirectory(settings.data().resolve("paging").toString())
                .setMaxDiskUsage(DISK_FULL_PERCENT)
                .setIDCacheSize(BrokerAddressSettings.DUPLICATES_REMEMBERED)
                .setPersistIDCache(true)
                .addAcceptorConfiguration("vm", "vm://" + IN_VM_ID);
        if (settings.acceptorPort() > 0) {
            configuration.addAcceptorConfiguration(
                    "tcp", "tcp://127.0.0.1:" + settings.acceptorPort() + "?protocols=CORE;useEpoll=false");
        }
        configuration.putSecurityRoles("#", Set.of(adminRole(settings.user())));
        configuration.addAddressSetting("#", BrokerAddressSettings.durable());
        // without this queue the broker would drop messages that it gives up
        configuration.addQueueConfiguration(
                QueueConfiguration.of(BrokerAddressSettings.DEAD).setRoutingType(RoutingType.ANYCAST));
        BrokerAddressSettings.FAMILIES.forEach(
                family -> configuration.addAddressSetting(family, BrokerAddressSettings.repeated()));
        return configuration;
    }

    private static Role adminRole(String name) {
        return new Role(name, true, true, true, true, true, true, true, true, true, true, true, true);
    }
}
