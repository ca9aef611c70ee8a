package city.pishkhan.cases.internal;

import city.pishkhan.api.agencies.Inquiries.Receipt;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.api.cases.Cases.Part;
import city.pishkhan.api.cases.Cases.Request;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.spi.Answer;
import city.pishkhan.spi.Condition;
import city.pishkhan.spi.Inquiry;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A building-permit case and the actions of its participants. */
public final class PermitCase {
    static final Applicant OWNER = new Applicant("owner", "0499370899", "زهرا احمدی", "09022002580");

    final CasesHarness hub;
    final UUID id;

    PermitCase(CasesHarness hub, UUID id) {
        this.hub = hub;
        this.id = id;
    }

    static OpenCase asked(String service, String subject, int floors) {
        return new OpenCase(service, subject, List.of(OWNER), building(floors));
    }

    static Request building(int floors) {
        return new Request(floors, List.of(new Part("residential", 900, 8)));
    }

    static String property(CasesHarness hub) {
        return "22-3-17-" + hub.houses.incrementAndGet() + "-1-0-0";
    }

    public static PermitCase open(CasesHarness hub, int floors) {
        return open(hub, "building-permit", floors);
    }

    static PermitCase open(CasesHarness hub, String service, int floors) {
        return new PermitCase(
                hub,
                hub.cases
                        .open(CasesHarness.OFFICE, asked(service, property(hub), floors))
                        .id());
    }

    /** A submitted case with all papers; planning has an inquiry. */
    public static PermitCase submitted(CasesHarness hub, int floors) {
        return open(hub, floors).add("deed").add("plan").submit();
    }

    /** A case with inquiries to the agencies. */
    public static PermitCase inquiring(CasesHarness hub, int floors) {
        return submitted(hub, floors).planned(10);
    }

    /** A case that all agencies approved, with unpaid duties. */
    static PermitCase inquiriesApproved(CasesHarness hub, int floors) {
        return inquiring(hub, floors).approveAll();
    }

    public CaseView view() {
        return hub.cases.find(CasesHarness.OFFICE, id);
    }

    long version() {
        return view().version();
    }

    /** Adds a paper from the archive if its use is permitted, otherwise a scan. */
    PermitCase add(String kind) {
        String sheet = kind + "-" + id + (view().archive().kinds().contains(kind) ? "" : "-scanned");
        hub.cases.addPaper(CasesHarness.OFFICE, id, version(), kind, sheet);
        return this;
    }

    PermitCase submit() {
        hub.cases.submit(CasesHarness.OFFICE, id, version());
        return this;
    }

    public PermitCase revise(int floors, String plan) {
        hub.cases.revise(CasesHarness.OFFICE, id, version(), building(floors), plan);
        return this;
    }

    /** The agency's newest inquiry. */
    InquiryView inquiry(String agency) {
        return view().inquiries().stream()
                .filter(i -> i.agency().equals(agency))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    public Inquiry shown(String agency) {
        return hub.inquiries.find(inquiry(agency).id()).orElseThrow();
    }

    /** Delivers the inquiries to the agencies' systems. */
    public PermitCase deliver(String... agencies) {
        for (String agency : agencies) {
            UUID inquiry = inquiry(agency).id();
            hub.inquiries.claim(inquiry).orElseThrow();
            hub.inquiries.recordDelivery(inquiry, agency + "-ref");
        }
        return this;
    }

    PermitCase planned(long allowedFloors) {
        hub.inquiries.answer(
                CasesHarness.agency("planning"),
                Answer.data(shown("planning"), Map.of("allowedFloors", allowedFloors, "regionalPrice", 4_420_080L)));
        return this;
    }

    Receipt answer(String agency, Verdict verdict, String reason) {
        return hub.inquiries.answer(CasesHarness.agency(agency), Answer.of(shown(agency), verdict, reason, null));
    }

    Receipt answer(Answer answer) {
        return hub.inquiries.answer(
                CasesHarness.agency(
                        hub.inquiries.find(answer.inquiry()).orElseThrow().agency()),
                answer);
    }

    Answer conditions(String agency, String... codes) {
        Inquiry inquiry = shown(agency);
        List<Condition> conditions = List.of(codes).stream()
                .map(c -> new Condition(c, "Condition " + c))
                .toList();
        return new Answer(
                inquiry.id(),
                inquiry.digest(),
                Verdict.APPROVE_WITH_CONDITIONS,
                conditions,
                Map.of(),
                null,
                null,
                null,
                List.of());
    }

    Answer extension(String agency, Instant until) {
        Inquiry inquiry = shown(agency);
        return new Answer(
                inquiry.id(),
                inquiry.digest(),
                Verdict.EXTEND,
                List.of(),
                Map.of(),
                "We need more time",
                until,
                null,
                List.of());
    }

    /** Approves for all agencies with open inquiries. */
    PermitCase approveAll() {
        view().inquiries().stream()
                .filter(i -> List.of("queued", "dispatched", "delivered").contains(i.state()))
                .forEach(i -> answer(i.agency(), Verdict.APPROVE, null));
        return this;
    }

    PermitCase pay() {
        hub.payments.pay(id);
        hub.signals.paymentChanged(id);
        return this;
    }

    CaseView verify(String decision, String toStage, String reason) {
        return hub.cases.verify(CasesHarness.DISTRICT, id, version(), decision, toStage, reason);
    }
}
