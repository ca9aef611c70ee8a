package city.pishkhan.camel.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import jakarta.jms.JMSContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the shipped example of a route file that connects an agency. */
class RouteFileTest {
    private static final Path EXAMPLE = Path.of("../../../etc/routes/telecom.camel.yaml.example");

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final Server company = new Server(0);
    private final FakeInquiries inquiries = new FakeInquiries() {
        @Override
        public Optional<Inquiry> claim(UUID id) {
            return Optional.of(new Inquiry(
                    id,
                    "telecom",
                    "building-permit",
                    "22-1405-0000123-2",
                    "d",
                    1,
                    Instant.now(),
                    null,
                    Map.of("property", "22-3-17-4-1-0-0", "units", 9L),
                    List.of(),
                    null));
        }
    };
    private final DefaultCamelContext context = new DefaultCamelContext();
    private ActiveMQConnectionFactory broker;
    private volatile int status = 201;
    private volatile String nextReply;
    private volatile String asked;
    private volatile String key;

    @BeforeEach
    void start() throws Exception {
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .addAcceptorConfiguration("vm", "vm://8"));
        server.start();
        broker = new ActiveMQConnectionFactory("vm://8");
        ServletContextHandler servlets = new ServletContextHandler("/");
        servlets.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
                        asked = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                        key = request.getHeader("X-Api-Key");
                        response.setStatus(status);
                        response.setContentType("application/json");
                        response.getOutputStream().write(nextReply.getBytes(StandardCharsets.UTF_8));
                    }
                }),
                "/telecom/v2/requests");
        company.setHandler(servlets);
        company.setStopTimeout(0);
        company.start();
        Properties properties = new Properties();
        properties.put("host", "127.0.0.1:" + ((ServerConnector) company.getConnectors()[0]).getLocalPort());
        properties.put("key", "k3y");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.addComponent("pishkhan", new PishkhanComponent(inquiries, broker, new RunningDispatchers()));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("telecom.yaml", Files.readString(EXAMPLE)));
        context.start();
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        broker.close();
        server.stop();
        company.stop();
    }

    private UUID wake(String queue, UUID id) {
        try (JMSContext jms = broker.createContext()) {
            jms.createProducer().send(jms.createQueue(queue), id.toString());
        }
        return id;
    }

    private Answer answer(String reply) {
        nextReply = reply;
        wake("inquiry.telecom", UUID.randomUUID());
        await().until(() -> inquiries.answers.size() == 1);
        return inquiries.answers.get(0);
    }

    @Test
    void sendsRequestInPartnerFormat() {
        Answer answer = answer("{\"status\":\"OK\",\"checksum\":\"d\",\"ticket\":\"T-77\",\"terms\":[]}");
        assertEquals(
                "{\"request_no\":\"" + answer.inquiry() + "\",\"checksum\":\"d\",\"file_no\":\"22-1405-0000123-2\","
                        + "\"address\":\"22-3-17-4-1-0-0\",\"flats\":9}",
                asked);
        assertEquals("k3y", key);
        assertEquals(Verdict.APPROVE, answer.verdict());
        assertEquals("T-77", answer.reference());
        assertEquals("d", answer.digest());
    }

    @Test
    void mapsTermsToConditions() {
        Answer answer = answer("{\"status\":\"OK_WITH_TERMS\",\"checksum\":\"other\",\"ticket\":\"T\","
                + "\"terms\":[{\"code\":\"T-1\",\"text\":\"duct \\\"x\\\"\"}]}");
        assertEquals(List.of(new Condition("T-1", "duct \"x\"")), answer.conditions());
        assertEquals("other", answer.digest(), "what it cites is what it is held to");
    }

    @Test
    void mapsNoToRejection() {
        Answer answer =
                answer("{\"status\":\"NO\",\"checksum\":\"d\",\"ticket\":\"T\",\"terms\":[],\"remark\":\"no duct\"}");
        assertEquals(Verdict.REJECT, answer.verdict());
        assertEquals("no duct", answer.reason());
    }

    @Test
    void recordsPendingReplyAsDelivery() {
        nextReply = "{\"status\":\"PENDING\",\"checksum\":\"d\",\"ticket\":\"T\",\"terms\":[]}";
        UUID id = wake("inquiry.telecom", UUID.randomUUID());
        await().until(() -> inquiries.delivered.contains(id));
    }

    @Test
    void invalidRepliesAndFailuresAreRetried() {
        for (String rubbish : List.of(
                "{}",
                "It works!",
                "{\"status\":\"PERHAPS\",\"checksum\":\"d\",\"ticket\":\"T\",\"terms\":[]}",
                "{\"status\":\"NO\",\"checksum\":\"d\",\"ticket\":\"T\",\"terms\":[]}")) {
            nextReply = rubbish;
            UUID id = wake("inquiry.telecom", UUID.randomUUID());
            await().until(() -> inquiries.failures.containsKey(id));
        }
        status = 503;
        UUID id = wake("inquiry.telecom", UUID.randomUUID());
        await().until(() -> inquiries.failures.containsKey(id));
        assertTrue(inquiries.answers.isEmpty());
    }

    @Test
    void dropsNotices() {
        UUID id = UUID.randomUUID();
        inquiries.notices.put(
                id, new AgencyNotice(UUID.randomUUID(), "telecom", AgencyNotice.Kind.WITHDRAWN, null, "over"));
        wake("notice.telecom", id);
        await().until(inquiries.notices::isEmpty);
    }
}
