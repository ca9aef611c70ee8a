package city.pishkhan.simulators.fire;

import city.pishkhan.simulators.fire.contract.Accepted;
import city.pishkhan.simulators.fire.contract.Answer;
import city.pishkhan.simulators.fire.contract.Condition;
import city.pishkhan.simulators.fire.contract.Fault;
import city.pishkhan.simulators.fire.contract.FaultCode;
import city.pishkhan.simulators.fire.contract.FireFaultMessage;
import city.pishkhan.simulators.fire.contract.FirePort;
import city.pishkhan.simulators.fire.contract.Inquiry;
import city.pishkhan.simulators.fire.contract.Result;
import city.pishkhan.simulators.fire.contract.Sheet;
import city.pishkhan.simulators.fire.contract.State;
import city.pishkhan.simulators.fire.contract.Status;
import city.pishkhan.simulators.fire.contract.Verdict;
import city.pishkhan.simulators.inquiries.Decision;
import city.pishkhan.simulators.inquiries.InquiryBook;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.inquiries.Rejected;
import city.pishkhan.simulators.inquiries.View;
import city.pishkhan.simulators.site.Login;
import jakarta.annotation.Resource;
import jakarta.jws.WebService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.xml.ws.WebServiceContext;
import jakarta.xml.ws.handler.MessageContext;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;

/** The fire department's simulated SOAP system. */
@WebService(
        serviceName = "FireInquiries",
        portName = "FirePort",
        targetNamespace = "urn:city:fire:inquiries:1",
        endpointInterface = "city.pishkhan.simulators.fire.contract.FirePort",
        wsdlLocation = "classpath:city/pishkhan/fire/contract/fire.wsdl")
public final class FireEndpoint implements FirePort {

    /** above this number of floors the department requires the plan */
    private static final int FLOORS_WITHOUT_PLAN = 6;

    private final InquiryBook book;
    private final Login login;

    @Resource
    private WebServiceContext context;

    FireEndpoint(InquiryBook book, Login login) {
        this.book = book;
        this.login = login;
    }

    @Override
    public Result submitInquiry(Inquiry inquiry) throws FireFaultMessage {
        return execute(() -> {
            ReceivedInquiry asked = read(inquiry);
            checkPlan(inquiry, asked);
            View view = book.submit(asked);
            Result result = new Result();
            if (view.answer() == null) {
                Accepted accepted = new Accepted();
                accepted.setReference(view.reference());
                result.setAccepted(accepted);
            } else {
                result.setAnswer(answer(view));
            }
            return result;
        });
    }

    private ReceivedInquiry read(Inquiry inquiry) {
        try {
            return FireMapper.asked(inquiry);
        } catch (IOException e) {
            throw book.recordRejection(inquiry.getInquiryId(), Rejected.Code.BAD_PLAN, "a sheet cannot be read");
        }
    }

    private void checkPlan(Inquiry inquiry, ReceivedInquiry asked) {
        boolean plan = false;
        for (int i = 0; i < asked.sheets().size(); i++) {
            Sheet declared = inquiry.getSheet().get(i);
            plan |= declared.getRole().equals("plan");
            if (!declared.getSha256().equals(asked.sheets().get(i).get("sha256"))) {
                throw book.recordRejection(
                        asked.id(), Rejected.Code.BAD_PLAN, "sheet " + (i + 1) + " does not match its SHA-256");
            }
        }
        if (!plan && asked.number("floors") > FLOORS_WITHOUT_PLAN) {
            throw book.recordRejection(
                    asked.id(), Rejected.Code.BAD_PLAN, "a plan is required above " + FLOORS_WITHOUT_PLAN + " floors");
        }
    }

    @Override
    public State withdrawInquiry(String inquiryId, String reason) throws FireFaultMessage {
        return execute(() -> State.valueOf(book.withdraw(inquiryId, reason).state()));
    }

    @Override
    public State reviseInquiry(String inquiryId, String supersededBy, String reason) throws FireFaultMessage {
        return execute(() ->
                State.valueOf(book.supersede(inquiryId, supersededBy, reason).state()));
    }

    @Override
    public State remindOfInquiry(String inquiryId, String reason) throws FireFaultMessage {
        return execute(() -> State.valueOf(book.remind(inquiryId, reason).state()));
    }

    @Override
    public Status inquiryStatus(String inquiryId) throws FireFaultMessage {
        return execute(() -> {
            View view = book.status(inquiryId);
            Status status = new Status();
            status.setState(State.valueOf(view.state()));
            status.setReference(view.reference());
            status.setAnswer(view.answer() == null ? null : answer(view));
            return status;
        });
    }

    private <T> T execute(Supplier<T> call) throws FireFaultMessage {
        HttpServletRequest request =
                (HttpServletRequest) context.getMessageContext().get(MessageContext.SERVLET_REQUEST);
        login.check(request);
        try {
            return call.get();
        } catch (Rejected e) {
            Fault fault = new Fault();
            fault.setCode(FaultCode.valueOf(e.code().name()));
            fault.setMessage(e.getMessage());
            throw new FireFaultMessage(e.code().name(), fault, e);
        }
    }

    private static Answer answer(View view) {
        Decision decision = view.answer();
        Answer answer = new Answer();
        answer.setInquiryId(view.id());
        answer.setDigest(view.digest());
        answer.setReference(view.reference());
        answer.setVerdict(
                Verdict.valueOf(decision.verdict().toUpperCase(Locale.ROOT).replace('-', '_')));
        decision.conditions().forEach(one -> {
            Condition condition = new Condition();
            condition.setCode(one.code());
            condition.setText(one.text());
            answer.getCondition().add(condition);
        });
        answer.setReason(decision.reason());
        if (decision.until() != null) {
            try {
                answer.setUntil(DatatypeFactory.newInstance().newXMLGregorianCalendar(decision.until()));
            } catch (DatatypeConfigurationException e) {
                throw new IllegalStateException(e);
            }
        }
        return answer;
    }
}
