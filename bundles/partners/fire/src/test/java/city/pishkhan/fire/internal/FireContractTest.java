package city.pishkhan.fire.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.fire.contract.Accepted;
import city.pishkhan.fire.contract.Condition;
import city.pishkhan.fire.contract.Fault;
import city.pishkhan.fire.contract.FaultCode;
import city.pishkhan.fire.contract.FireFaultMessage;
import city.pishkhan.fire.contract.FirePort;
import city.pishkhan.fire.contract.Result;
import city.pishkhan.fire.contract.State;
import city.pishkhan.fire.contract.Status;
import city.pishkhan.fire.contract.Verdict;
import city.pishkhan.soap.SoapEndpoint;
import city.pishkhan.soap.SoapPartner;
import city.pishkhan.spi.AgencyNotice;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.PartnerRefused;
import city.pishkhan.spi.Reply;
import jakarta.annotation.Resource;
import jakarta.jws.WebService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.handler.MessageContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector against an endpoint that serves the contract and validates every message with its schema. */
class FireContractTest {

    private final Endpoint endpoint = new Endpoint();
    private Department department;
    private SoapPartner<FirePort> client;
    private FireConnector connector;

    @BeforeEach
    void start() throws Exception {
        department = new Department(endpoint);
        client = SoapPartner.withAttachments(
                FirePort.class,
                new SoapEndpoint(
                        department.uri("/soap"),
                        "hub",
                        "secret",
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        1 << 20));
        connector = new FireConnector(client, department.uri("/soap"), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        department.close();
    }

    @Test
    void sendsInquiryUnchanged() {
        connector.ask(SampleInquiries.inquiry());
        var asked = endpoint.asked;
        assertEquals("22-1405-000017-4", asked.getCaseNumber());
        assertEquals(SampleInquiries.DIGEST, asked.getDigest());
        assertEquals(2, asked.getEmission());
        assertEquals("2026-11-25T08:00:00.123Z", asked.getAsked().toXMLFormat());
        assertNull(asked.getDue());
        var facts = asked.getFacts().getFact();
        assertEquals(
                List.of("floors", "parts", "property", "proxy", "uses"),
                facts.stream().map(f -> f.getName()).toList());
        assertEquals(8, facts.get(0).getValue().getNumber().intValueExact());
        var part =
                facts.get(1).getValue().getList().getValue().get(0).getRecord().getFact();
        assertEquals("commercial", part.get(1).getValue().getText());
        assertEquals(false, facts.get(3).getValue().isFlag());
        assertEquals(
                "commercial",
                facts.get(4).getValue().getList().getValue().get(1).getText());
    }

    @Test
    void sendsLoginWithFirstCall() {
        connector.ask(SampleInquiries.inquiry());
        assertEquals("Basic " + Base64.getEncoder().encodeToString("hub:secret".getBytes()), endpoint.login);
        assertEquals(1, endpoint.calls);
    }

    @Test
    void sendsWholePlanAsAttachment() {
        byte[] plan = new byte[3_000_000];
        new Random(7).nextBytes(plan);
        connector.ask(SampleInquiries.inquiry(SampleInquiries.plan(plan)));
        assertEquals(SampleInquiries.sha256(plan), endpoint.planHash);
        assertEquals(3, endpoint.asked.getSheet().get(0).getRevision());
        assertEquals(true, endpoint.contentType.startsWith("multipart/related"), endpoint.contentType);
    }

    @Test
    void acceptedInquiryIsAnsweredLater() {
        Inquiry inquiry = SampleInquiries.inquiry();
        endpoint.accepts = true;
        Reply.Accepted accepted = assertInstanceOf(Reply.Accepted.class, connector.ask(inquiry));
        assertEquals(inquiry.id(), accepted.inquiry());
        assertEquals("F-1", accepted.reference());
    }

    @Test
    void readsConditionsOfAnswer() {
        Inquiry inquiry = SampleInquiries.inquiry();
        Answer answer = assertInstanceOf(Answer.class, connector.ask(inquiry));
        assertEquals(city.pishkhan.spi.Verdict.APPROVE_WITH_CONDITIONS, answer.verdict());
        assertEquals(List.of(new city.pishkhan.spi.Condition("F-12", "riser")), answer.conditions());
        assertEquals(SampleInquiries.DIGEST, answer.digest());
        assertEquals("F-1", answer.reference());
    }

    @Test
    void sendsNotices() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        connector.sendNotice(new AgencyNotice(one, "fire", AgencyNotice.Kind.WITHDRAWN, null, "over"));
        connector.sendNotice(new AgencyNotice(one, "fire", AgencyNotice.Kind.SUPERSEDED, two, "grew"));
        connector.sendNotice(new AgencyNotice(one, "fire", AgencyNotice.Kind.SUPERSEDED, null, null));
        connector.sendNotice(new AgencyNotice(one, "fire", AgencyNotice.Kind.REMINDER, null, "due soon"));
        assertEquals(
                List.of(one + " over", one + " by " + two + " grew", one + " by null null", one + " reminded due soon"),
                endpoint.told);
    }

    @Test
    void noticeOfUnknownInquiryIsRefused() {
        endpoint.knows = false;
        PartnerRefused refused = assertThrows(
                PartnerRefused.class,
                () -> connector.sendNotice(
                        new AgencyNotice(UUID.randomUUID(), "fire", AgencyNotice.Kind.WITHDRAWN, null, "over")));
        assertEquals("UNKNOWN_INQUIRY", refused.code());
    }

    @Test
    void concurrentInquiriesGetTheirOwnAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Inquiry inquiry = SampleInquiries.inquiry(SampleInquiries.plan(new byte[i * 500]));
                calls.add(() -> connector.ask(inquiry).inquiry().equals(inquiry.id()));
            }
            for (Future<Boolean> one : threads.invokeAll(calls)) {
                assertEquals(true, one.get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The department according to its contract. */
    @WebService(
            serviceName = "FireInquiries",
            portName = "FirePort",
            targetNamespace = "urn:city:fire:inquiries:1",
            endpointInterface = "city.pishkhan.fire.contract.FirePort",
            wsdlLocation = "classpath:city/pishkhan/fire/contract/fire.wsdl")
    public static final class Endpoint implements FirePort {
        volatile city.pishkhan.fire.contract.Inquiry asked;
        volatile String planHash;
        volatile String contentType;
        volatile String login;
        volatile int calls;
        volatile boolean accepts;
        volatile boolean knows = true;
        final List<String> told = new ArrayList<>();

        @Resource
        private WebServiceContext context;

        @Override
        public Result submitInquiry(city.pishkhan.fire.contract.Inquiry inquiry) {
            HttpServletRequest request =
                    (HttpServletRequest) context.getMessageContext().get(MessageContext.SERVLET_REQUEST);
            login = request.getHeader("Authorization");
            contentType = request.getContentType();
            asked = inquiry;
            calls++;
            for (var sheet : inquiry.getSheet()) {
                try (var content = sheet.getContent().getInputStream()) {
                    planHash = SampleInquiries.sha256(content.readAllBytes());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            Result result = new Result();
            if (accepts) {
                result.setAccepted(new Accepted());
                result.getAccepted().setReference("F-1");
                return result;
            }
            var answer = new city.pishkhan.fire.contract.Answer();
            answer.setInquiryId(inquiry.getInquiryId());
            answer.setDigest(inquiry.getDigest());
            answer.setReference("F-1");
            answer.setVerdict(Verdict.APPROVE_WITH_CONDITIONS);
            Condition condition = new Condition();
            condition.setCode("F-12");
            condition.setText("riser");
            answer.getCondition().add(condition);
            result.setAnswer(answer);
            return result;
        }

        @Override
        public State withdrawInquiry(String inquiryId, String reason) throws FireFaultMessage {
            if (!knows) {
                Fault fault = new Fault();
                fault.setCode(FaultCode.UNKNOWN_INQUIRY);
                fault.setMessage("never seen");
                throw new FireFaultMessage("no", fault);
            }
            told.add(inquiryId + " " + reason);
            return State.WITHDRAWN;
        }

        @Override
        public State remindOfInquiry(String inquiryId, String reason) {
            told.add(inquiryId + " reminded " + reason);
            return State.OPEN;
        }

        @Override
        public State reviseInquiry(String inquiryId, String supersededBy, String reason) {
            told.add(inquiryId + " by " + supersededBy + " " + reason);
            return State.SUPERSEDED;
        }

        @Override
        public Status inquiryStatus(String inquiryId) {
            throw new UnsupportedOperationException();
        }
    }
}
