package city.pishkhan.routes.inquiries.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import city.pishkhan.stubs.Stubs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Two agencies, one per channel; common behaviour is tested with both. */
class InquiryRoutesTest {

    private static final Map<AgencyChannel.Kind, String> AGENCIES =
            Map.of(AgencyChannel.Kind.SYSTEM, "gas", AgencyChannel.Kind.WORKLIST, "article-100");

    private final List<String> calls = new ArrayList<>();
    private RuntimeException trouble;
    private DefaultCamelContext context;
    private ProducerTemplate template;

    private final AgencyConnector connector = new AgencyConnector() {
        @Override
        public Reply ask(Inquiry asked) {
            recordCall("ask " + asked.id());
            return Answer.of(asked, Verdict.APPROVE, null, "G-1");
        }

        @Override
        public void sendNotice(AgencyNotice notice) {
            recordCall("tell " + notice.kind() + " " + notice.inquiry());
        }
    };

    private final Worklist worklist = Stubs.intercept(Worklist.class, (proxy, method, arguments) -> {
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("hashCode")
                    ? 1
                    : method.getName().equals("equals") ? proxy == arguments[0] : "worklist";
        }
        Object argument = arguments[0] instanceof Inquiry inquiry ? inquiry.id() : arguments[0];
        recordCall(method.getName() + " " + argument);
        return null;
    });

    private void recordCall(String argument) {
        if (trouble != null) {
            throw trouble;
        }
        calls.add(argument);
    }

    @BeforeEach
    void start() throws Exception {
        context = new DefaultCamelContext();
        context.addRoutes(new InquiryRoutes(
                "gas", "direct:gas", "direct:gas-notices", new SystemChannel(connector, "mock:answers")));
        context.addRoutes(new InquiryRoutes(
                "article-100", "direct:article-100", "direct:article-100-notices", new WorklistChannel(worklist)));
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
    }

    private static Inquiry inquiry(AgencyChannel.Kind channel) {
        return new Inquiry(
                UUID.randomUUID(),
                AGENCIES.get(channel),
                "building-permit",
                "22-1405-000017-4",
                "0a",
                1,
                Instant.now(),
                null,
                Map.of(),
                List.of(),
                null);
    }

    private UUID sendNotice(AgencyChannel.Kind channel, AgencyNotice.Kind kind) {
        String agency = AGENCIES.get(channel);
        UUID inquiry = UUID.randomUUID();
        template.sendBody("direct:" + agency + "-notices", new AgencyNotice(inquiry, agency, kind, null, "why"));
        return inquiry;
    }

    @ParameterizedTest
    @CsvSource({"SYSTEM, ask, 1", "WORKLIST, put, 0"})
    void inquiryUsesChannelOfItsAgency(AgencyChannel.Kind channel, String call, int answered) throws Exception {
        Inquiry inquiry = inquiry(channel);
        MockEndpoint answers = context.getEndpoint("mock:answers", MockEndpoint.class);
        answers.expectedMessageCount(answered);
        template.sendBody("direct:" + inquiry.agency(), inquiry);
        assertEquals(List.of(call + " " + inquiry.id()), calls);
        answers.assertIsSatisfied();
    }

    @Test
    void systemReplyBecomesAnswer() {
        Inquiry inquiry = inquiry(AgencyChannel.Kind.SYSTEM);
        template.sendBody("direct:gas", inquiry);
        Answer answer = context.getEndpoint("mock:answers", MockEndpoint.class)
                .getExchanges()
                .get(0)
                .getMessage()
                .getBody(Answer.class);
        assertEquals(inquiry.id(), answer.inquiry());
    }

    @ParameterizedTest
    @EnumSource(AgencyChannel.Kind.class)
    void failureReturnsToQueueWithoutAnswer(AgencyChannel.Kind channel) throws Exception {
        trouble = new PartnerUnavailable("no route to host");
        context.getEndpoint("mock:answers", MockEndpoint.class).expectedMessageCount(0);
        Inquiry inquiry = inquiry(channel);
        var failure = assertThrows(
                CamelExecutionException.class, () -> template.sendBody("direct:" + inquiry.agency(), inquiry));
        assertSame(trouble, failure.getCause());
        context.getEndpoint("mock:answers", MockEndpoint.class).assertIsSatisfied();
    }

    @ParameterizedTest
    @EnumSource(AgencyChannel.Kind.class)
    void failedNoticeReturnsToQueue(AgencyChannel.Kind channel) {
        trouble = new PartnerUnavailable("no route to host");
        var failure =
                assertThrows(CamelExecutionException.class, () -> sendNotice(channel, AgencyNotice.Kind.WITHDRAWN));
        assertSame(trouble, failure.getCause());
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTEM, WITHDRAWN, tell WITHDRAWN",
        "SYSTEM, SUPERSEDED, tell SUPERSEDED",
        "SYSTEM, REMINDER, tell REMINDER",
        "WORKLIST, WITHDRAWN, remove",
        "WORKLIST, SUPERSEDED, remove",
        "WORKLIST, REMINDER, remind"
    })
    void sendsNoticeOverChannel(AgencyChannel.Kind channel, AgencyNotice.Kind kind, String call) {
        UUID inquiry = sendNotice(channel, kind);
        assertEquals(List.of(call + " " + inquiry), calls);
    }

    @Test
    void routesAreNamedAfterAgency() {
        assertEquals(
                List.of("article-100-inquiries", "article-100-notices", "gas-inquiries", "gas-notices"),
                context.getRoutes().stream()
                        .map(route -> route.getRouteId())
                        .sorted()
                        .toList());
    }
}
