package city.pishkhan.routes.fire.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.spi.AgencyConnector;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.Reply;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

class FireRoutesTest extends CamelTestSupport {

    private final Inquiry inquiry = new Inquiry(
            UUID.randomUUID(),
            "fire",
            "building-permit",
            "22-1405-000017-4",
            "0a",
            1,
            Instant.now(),
            null,
            Map.of(),
            List.of(),
            null);
    private final List<AgencyNotice> told = new ArrayList<>();
    private RuntimeException trouble;

    private final AgencyConnector department = new AgencyConnector() {
        @Override
        public Reply ask(Inquiry asked) {
            if (trouble != null) {
                throw trouble;
            }
            return Answer.of(asked, Verdict.APPROVE, null, "F-1");
        }

        @Override
        public void tell(AgencyNotice agencyNotice) {
            if (trouble != null) {
                throw trouble;
            }
            told.add(agencyNotice);
        }
    };

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new FireRoutes("direct:inquiries", "direct:notices", "mock:answers", department);
    }

    @Test
    void theDepartmentsReplyIsTheAnswer() throws Exception {
        MockEndpoint answers = getMockEndpoint("mock:answers");
        answers.expectedMessageCount(1);
        template.sendBody("direct:inquiries", inquiry);
        answers.assertIsSatisfied();
        assertEquals(
                inquiry.id(),
                answers.getExchanges().get(0).getMessage().getBody(Answer.class).inquiry());
    }

    @Test
    void aFailureGoesBackAsItCameAndAnswersNothing() throws Exception {
        trouble = new PartnerUnavailable("no route to host");
        getMockEndpoint("mock:answers").expectedMessageCount(0);
        var failure = assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:inquiries", inquiry));
        assertSame(trouble, failure.getCause());
        getMockEndpoint("mock:answers").assertIsSatisfied();
    }

    @Test
    void aNoticeIsTold() {
        AgencyNotice agencyNotice = new AgencyNotice(inquiry.id(), "fire", AgencyNotice.Kind.WITHDRAWN, null, "over");
        template.sendBody("direct:notices", agencyNotice);
        assertEquals(List.of(agencyNotice), told);
    }

    @Test
    void aNoticeThatDoesNotPassGoesBack() {
        trouble = new PartnerUnavailable("no route to host");
        AgencyNotice agencyNotice = new AgencyNotice(inquiry.id(), "fire", AgencyNotice.Kind.WITHDRAWN, null, "over");
        var failure =
                assertThrows(CamelExecutionException.class, () -> template.sendBody("direct:notices", agencyNotice));
        assertSame(trouble, failure.getCause());
    }
}
