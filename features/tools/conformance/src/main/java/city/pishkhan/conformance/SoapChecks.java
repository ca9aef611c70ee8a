package city.pishkhan.conformance;

import city.pishkhan.conformance.SoapCalls.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** The {@link ContractChecks} for the SOAP contracts. */
final class SoapChecks {
    private static final String DIGEST = "2df8820073845992d63ab4d8f6de87a1c51a92502f829db27b32dd66ad3e56e0";
    private static final String SUBMIT = "SubmitInquiry";
    private static final String WITHDRAW = "WithdrawInquiry";
    private static final String PLAN_ORDER = "GetPlanOrder";

    private final SoapCalls calls;
    private final String property;

    /** @param property renovation code of a property that the planning system knows, or an empty string */
    SoapChecks(SoapCalls calls, String property) {
        this.calls = calls;
        this.property = property;
    }

    List<Check> of(String contract) {
        boolean fire = contract.equals("fire");
        String opening = fire ? SUBMIT : PLAN_ORDER;
        String parameters = fire ? inquiry(fresh(), 1, DIGEST) : code("22-99999-99999-99999-0-0-0");
        List<Check> checks = new ArrayList<>(fire ? fire() : planning());
        checks.addAll(unreadable(calls, opening, () -> parameters));
        if (calls.hasLogin()) {
            checks.add(new Check("a wrong login is refused", () -> {
                Reply reply = calls.send(opening, calls.envelope(opening, parameters), "nobody:nothing");
                Deviation.throwUnless(reply.fault() != null, reply.description() + " to a wrong login");
            }));
        }
        return checks;
    }

    /**
     * Checks that malformed messages are rejected.
     *
     * @param parameters supplies valid parameters for the opening call, new ones on each use
     */
    static List<Check> unreadable(SoapCalls calls, String opening, Supplier<String> parameters) {
        return List.of(
                new Check("invalid XML is rejected, and the partner keeps working", () -> {
                    checkRejected(calls, opening, "<e:Envelope", "half an envelope");
                    calls.call(opening, parameters.get());
                }),
                new Check(
                        "a DTD is refused",
                        () -> checkRejected(
                                calls,
                                opening,
                                "<!DOCTYPE x [<!ENTITY y \"z\">]>" + calls.envelope(opening, parameters.get()),
                                "an envelope with a DTD")));
    }

    /** Checks that a request is rejected with a fault or an HTTP error status; the text does not matter. */
    private static void checkRejected(SoapCalls calls, String operation, String envelope, String what)
            throws IOException, InterruptedException {
        try {
            Reply reply = calls.send(operation, envelope, calls.login());
            Deviation.throwUnless(reply.fault() != null, reply.description() + " to " + what);
        } catch (Deviation e) {
            Deviation.throwUnless(e.status() >= 400, e.getMessage());
        }
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static String inquiry(String id, int emission, String digest) {
        return "<inquiry><inquiryId>" + id + "</inquiryId><kind>building-permit</kind>"
                + "<caseNumber>22-1405-0000123-2</caseNumber><digest>" + digest + "</digest><emission>" + emission
                + "</emission><asked>2026-05-02T08:00:00Z</asked><facts>"
                + "<fact name=\"property\"><value><text>22-5-30-12-1-0-0</text></value></fact>"
                + "<fact name=\"floors\"><value><number>4</number></value></fact></facts></inquiry>";
    }

    private static String withdrawalParameters(String id) {
        return "<inquiryId>" + id + "</inquiryId><reason>the request was withdrawn</reason>";
    }

    private Reply submitInquiry(String id) throws IOException, InterruptedException {
        Reply reply = calls.call(SUBMIT, inquiry(id, 1, DIGEST));
        Deviation.throwUnless(reply.fault() == null, reply.description() + " to an inquiry");
        return reply;
    }

    private void checkFault(Reply reply, String code, String to) {
        Deviation.throwUnless(
                reply.fault() != null && code.equals(reply.text("code")),
                reply.description() + " " + to + ", not " + code);
    }

    private List<Check> fire() {
        return List.of(
                new Check("an inquiry is answered or accepted", () -> {
                    String id = fresh();
                    Reply reply = submitInquiry(id);
                    if (reply.text("verdict") != null) {
                        Deviation.throwUnless(id.equals(reply.text("inquiryId")), "the answer names another inquiry");
                        Deviation.throwUnless(DIGEST.equals(reply.text("digest")), "the answer cites another digest");
                    }
                }),
                new Check("a repeated inquiry gets the same answer", () -> {
                    String id = fresh();
                    Reply first = submitInquiry(id);
                    Reply second = calls.call(SUBMIT, inquiry(id, 2, DIGEST));
                    Deviation.throwUnless(
                            Objects.equals(first.text("reference"), second.text("reference")),
                            "the second answer has a different reference");
                    Deviation.throwUnless(
                            first.text("verdict") == null
                                    || Objects.equals(first.text("verdict"), second.text("verdict")),
                            "the second answer has a different verdict");
                }),
                new Check("a different digest under the same id is rejected with DIGEST_MISMATCH", () -> {
                    String id = fresh();
                    submitInquiry(id);
                    checkFault(
                            calls.call(SUBMIT, inquiry(id, 2, "0".repeat(64))), "DIGEST_MISMATCH", "to another digest");
                }),
                new Check("an inquiry can be withdrawn, also twice", () -> {
                    String id = fresh();
                    submitInquiry(id);
                    for (int i = 0; i < 2; i++) {
                        Reply withdrawn = calls.call(WITHDRAW, withdrawalParameters(id));
                        Deviation.throwUnless(
                                "WITHDRAWN".equals(withdrawn.text("state")),
                                withdrawn.description() + " to a withdrawal");
                    }
                    checkFault(calls.call(SUBMIT, inquiry(id, 2, DIGEST)), "NOT_OPEN", "to a withdrawn inquiry");
                }),
                new Check("a reminder is accepted, and the state is reported", () -> {
                    String id = fresh();
                    submitInquiry(id);
                    Reply reminded = calls.call("RemindOfInquiry", withdrawalParameters(id));
                    Deviation.throwUnless(reminded.fault() == null, reminded.description() + " to a reminder");
                    Reply state = calls.call("InquiryStatus", "<inquiryId>" + id + "</inquiryId>");
                    Deviation.throwUnless(
                            state.text("state") != null, state.description() + " to a query of the state");
                }),
                new Check(
                        "an unknown inquiry is answered with UNKNOWN_INQUIRY",
                        () -> checkFault(
                                calls.call(WITHDRAW, withdrawalParameters(fresh())),
                                "UNKNOWN_INQUIRY",
                                "for an inquiry that was never sent")));
    }

    private static String code(String property) {
        return "<renovationCode>" + property + "</renovationCode>";
    }

    private List<Check> planning() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("an unknown property is answered with PropertyUnknown", () -> {
            Reply reply = calls.call(PLAN_ORDER, code("22-99999-99999-99999-0-0-0"));
            Deviation.throwUnless(
                    reply.fault() != null && reply.body().getLocalName().equals("PropertyUnknown"),
                    reply.description() + " for an unknown property");
        }));
        if (!property.isEmpty()) {
            checks.add(new Check("a plan order is returned, and a repeated query returns the same", () -> {
                Reply first = calls.call(PLAN_ORDER, code(property));
                Deviation.throwUnless(first.fault() == null, first.description() + " for " + property);
                Deviation.throwUnless(
                        property.equals(first.text("renovationCode")), "the plan order is for another property");
                Deviation.throwUnless(
                        Objects.equals(
                                first.text("revision"),
                                calls.call(PLAN_ORDER, code(property)).text("revision")),
                        "the same property has another revision a moment later");
            }));
        }
        return checks;
    }
}
