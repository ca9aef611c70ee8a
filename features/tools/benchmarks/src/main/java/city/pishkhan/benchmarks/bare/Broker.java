package city.pishkhan.benchmarks.bare;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnection;
import jakarta.jms.QueueRequestor;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Client of the hub's broker over its loopback port. */
public final class Broker implements AutoCloseable {

    private static final String MANAGEMENT = "activemq.management";

    private final ActiveMQConnectionFactory factory;
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    /**
     * Connects to the broker.
     *
     * @param port   the broker's loopback port
     * @param folder the broker's data folder, which contains its password
     */
    public Broker(int port, Path folder) throws IOException {
        factory = new ActiveMQConnectionFactory(
                "tcp://127.0.0.1:" + port,
                "hub",
                Files.readString(folder.resolve("password")).strip());
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(4);
        pool.setMaxSessionsPerConnection(1_000);
        pool.start();
    }

    JmsPoolConnectionFactory connections() {
        return pool;
    }

    /** Returns an attribute of the running broker, e.g. {@code journalSyncTransactional}. */
    public String attribute(String name) throws JMSException {
        return invoke(name, null);
    }

    /** Deletes a queue with its messages; does nothing if it does not exist. */
    void destroy(String queue) throws JMSException {
        invoke(queue, "destroyQueue");
    }

    private String invoke(String name, String operation) throws JMSException {
        try (QueueConnection connection = factory.createQueueConnection()) {
            connection.start();
            QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue management = session.createQueue(MANAGEMENT);
            QueueRequestor requestor = new QueueRequestor(session, management);
            Message question = session.createMessage();
            if (operation == null) {
                JMSManagementHelper.putAttribute(question, ResourceNames.BROKER, name);
            } else {
                JMSManagementHelper.putOperationInvocation(question, ResourceNames.BROKER, operation, name, true);
            }
            Message answer = requestor.request(question);
            return JMSManagementHelper.hasOperationSucceeded(answer)
                    ? String.valueOf(JMSManagementHelper.getResult(answer))
                    : "unknown";
        } catch (JMSException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.stop();
        factory.close();
    }
}
