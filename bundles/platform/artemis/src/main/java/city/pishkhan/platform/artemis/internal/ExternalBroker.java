package city.pishkhan.platform.artemis.internal;

import city.pishkhan.platform.artemis.BrokerAdmin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An external broker, or a pair of brokers. Queue depths require the manage permission on its management address. */
final class ExternalBroker implements BrokerAdmin {

    private static final String MANAGEMENT = "activemq.management";
    private static final long ANSWER_MILLIS = 5_000;

    private final ServerLocator locator;
    private final String user;
    private final String password;
    private final String deadQueue;

    /** @param deadQueue name of the dead-letter queue, as configured by the operator */
    ExternalBroker(ServerLocator locator, String user, String password, String deadQueue) {
        this.deadQueue = deadQueue;
        this.locator = locator;
        this.user = user;
        this.password = password;
    }

    @Override
    public boolean isUp() {
        try {
            return ask(session -> !session.isClosed());
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public Map<String, Long> queueDepths() {
        return ask(session -> {
            Map<String, Long> depths = new TreeMap<>();
            for (Object name : queueNames(session)) {
                ClientSession.QueueQuery queue = session.queueQuery(SimpleString.of(name.toString()));
                if (queue.isExists()
                        && !queue.isTemporary()
                        && !queue.getAddress().toString().startsWith(MANAGEMENT)) {
                    depths.put(name.toString(), queue.getMessageCount());
                }
            }
            return depths;
        });
    }

    @Override
    public List<String> settingDifferences() {
        try {
            return ask(session -> BrokerAddressSettings.differences(deadQueue, address -> settings(session, address)));
        } catch (IllegalStateException e) {
            return List.of(e.getMessage());
        }
    }

    private static AddressSettings settings(ClientSession session, String address) {
        try {
            return AddressSettings.fromJSON((String) request(
                    session,
                    "settings",
                    question -> ManagementHelper.putOperationInvocation(
                            question, ResourceNames.BROKER, "getAddressSettingsAsJSON", address)));
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Object[] queueNames(ClientSession session) throws Exception {
        return (Object[]) request(
                session,
                "queues",
                question -> ManagementHelper.putAttribute(question, ResourceNames.BROKER, "queueNames"));
    }

    private static Object request(ClientSession session, String what, ManagementCall asked) throws Exception {
        session.start();
        ClientRequestor requestor = new ClientRequestor(session, SimpleString.of(MANAGEMENT));
        try {
            ClientMessage question = session.createMessage(false);
            asked.write(question);
            ClientMessage answer = requestor.request(question, ANSWER_MILLIS);
            if (answer == null || !ManagementHelper.hasOperationSucceeded(answer)) {
                throw new IllegalStateException("it does not report its " + what
                        + "; the hub's login needs the permissions manage and view on " + MANAGEMENT);
            }
            return ManagementHelper.getResult(answer);
        } finally {
            requestor.close();
        }
    }

    @FunctionalInterface
    private interface ManagementCall {
        void write(ClientMessage question) throws Exception;
    }

    private <T> T ask(BrokerQuery<T> question) {
        try (ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(user, password, false, true, true, true, 0)) {
            return question.execute(session);
        } catch (ActiveMQException e) {
            throw new IllegalStateException("The broker does not answer: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("The broker's management does not answer: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface BrokerQuery<T> {
        T execute(ClientSession session) throws Exception;
    }
}
