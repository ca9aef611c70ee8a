package city.pishkhan.office.internal;

import city.pishkhan.api.BreakGlass;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Cases.CaseView;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Page;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.office.Archive;
import city.pishkhan.contracts.office.Attempt;
import city.pishkhan.contracts.office.Bills;
import city.pishkhan.contracts.office.BrokenGlass;
import city.pishkhan.contracts.office.GlassReason;
import city.pishkhan.contracts.office.History;
import city.pishkhan.contracts.office.NewCase;
import city.pishkhan.contracts.office.PaperReference;
import city.pishkhan.contracts.office.PaymentOrder;
import city.pishkhan.contracts.office.Revision;
import city.pishkhan.contracts.office.Verification;
import city.pishkhan.contracts.office.Withdrawal;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.doors.Upload;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.UUID;

/** Carries each operation of the door to its service: wire form in, wire form out, no rules between. */
final class OfficeDesk {
    private static final String PATH = "/office/v1/cases/";

    private final Cases cases;
    private final Papers papers;
    private final Payments payments;
    private final Certificates certificates;
    private final BreakGlass glass;
    private final Properties properties;

    OfficeDesk(
            Cases cases,
            Papers papers,
            Payments payments,
            Certificates certificates,
            BreakGlass glass,
            Properties properties) {
        this.cases = cases;
        this.papers = papers;
        this.payments = payments;
        this.certificates = certificates;
        this.glass = glass;
        this.properties = properties;
    }

    void checkProperty(Call call) {
        properties.check(WireIn.newCase(call.body(NewCase.class)).subject());
    }

    Reply open(Call call) {
        CaseView view = cases.open(call.caller(), WireIn.newCase(call.body(NewCase.class)));
        return Reply.created(PATH + view.id(), WireOut.view(view)).version(view.version());
    }

    Reply list(Call call) {
        if (call.param("number") != null) {
            String number = Fields.identifier("number", call.param("number"), CaseNumber::parse)
                    .value();
            CaseView found = cases.findByNumber(call.caller(), number);
            return Reply.ok(CaseWire.list(new Page<>(List.of(WireOut.summary(found)), null)));
        }
        return Reply.ok(
                CaseWire.list(cases.list(call.caller(), WireIn.filter(call), call.param("cursor"), call.limit())));
    }

    Reply find(Call call) {
        return reply(cases.find(call.caller(), caseId(call)));
    }

    Reply breakGlass(Call call) {
        String reason = Fields.text("reason", call.body(GlassReason.class).reason(), WireIn.LONGEST_REASON);
        BreakGlass.Broken broken = glass.breakGlass(call.caller(), caseId(call), reason);
        return Reply.ok(new BrokenGlass(broken.caseId(), broken.caseNumber(), broken.until()));
    }

    Reply history(Call call) {
        return Reply.ok(new History(cases.history(call.caller(), caseId(call)).stream()
                .map(WireOut::event)
                .toList()));
    }

    Reply submit(Call call) {
        return reply(cases.submit(call.caller(), caseId(call), call.version()));
    }

    Reply revise(Call call) {
        Revision wanted = call.body(Revision.class);
        String plan = wanted.planSha256() == null ? null : Fields.sha256("planSha256", wanted.planSha256());
        return reply(cases.revise(
                call.caller(),
                caseId(call),
                call.version(),
                WireIn.request("", wanted.floors(), wanted.parts()),
                plan));
    }

    Reply withdraw(Call call) {
        String reason = Fields.text("reason", call.body(Withdrawal.class).reason(), WireIn.LONGEST_REASON);
        return reply(cases.withdraw(call.caller(), caseId(call), call.version(), reason));
    }

    Reply verify(Call call) {
        Verification verdict = call.body(Verification.class);
        return reply(cases.verify(
                call.caller(),
                caseId(call),
                call.version(),
                Fields.oneOf("decision", verdict.decision(), WireIn.DECISIONS),
                Fields.optional("toStage", verdict.toStage(), 41),
                Fields.optional("reason", verdict.reason(), WireIn.LONGEST_REASON)));
    }

    Reply archive(Call call) {
        String property = Fields.identifier("property", call.param("property"), RenovationCode::parse)
                .value();
        List<String> persons = WireIn.persons(call.params("person"));
        return Reply.ok(new Archive(
                papers.held(call.caller(), property, persons).stream()
                        .map(WireOut::sheet)
                        .toList(),
                null));
    }

    Reply caseArchive(Call call) {
        CaseView view = cases.find(call.caller(), caseId(call), "office.archive.read");
        return Reply.ok(WireOut.archive(view, papers.held(call.caller(), view.subject(), WireIn.persons(view))));
    }

    Reply upload(Call call) {
        CaseView view = cases.find(call.caller(), caseId(call), "office.sheet.upload");
        String kind = Fields.name("kind", call.param("kind"));
        String owner = WireIn.owner(view, kind, call.param("owner"));
        String name = Fields.text("name", call.param("name"), WireIn.LONGEST_NAME);
        return Reply.created(
                null,
                WireOut.sheet(papers.store(
                        call.caller(),
                        view.id(),
                        kind,
                        owner,
                        name,
                        call.body(Upload.class).open())));
    }

    Reply addPaper(Call call) {
        PaperReference paper = call.body(PaperReference.class);
        return reply(cases.addPaper(
                call.caller(),
                caseId(call),
                call.version(),
                Fields.name("kind", paper.kind()),
                Fields.sha256("sha256", paper.sha256())));
    }

    Reply paper(Call call) {
        String sha256 = call.param("sha256");
        return cases.find(call.caller(), caseId(call), "office.paper.read").papers().stream()
                .filter(p -> p.sha256().equals(sha256))
                .findFirst()
                .map(p -> Reply.ok(new Reply.File(p.name(), p.mediaType(), p.size(), papers.open(sha256))))
                .orElseThrow(() -> Refusal.notFound("paper", "مدرک"));
    }

    Reply bills(Call call) {
        CaseView view = cases.find(call.caller(), caseId(call), "office.bill.read");
        return Reply.ok(
                new Bills(payments.bills(view.id()).stream().map(WireOut::bill).toList()));
    }

    Reply beginPayment(Call call) {
        CaseView view = cases.find(call.caller(), caseId(call), "office.payment.begin");
        String gateway = Fields.name("gateway", call.body(PaymentOrder.class).gateway());
        UUID bill = bill(call, view.id());
        return Reply.created(
                PATH + view.id() + "/bills/" + bill + "/attempts",
                WireOut.attempt(payments.begin(call.caller(), view.id(), bill, gateway)));
    }

    Reply attempts(Call call) {
        UUID bill = bill(
                call,
                cases.find(call.caller(), caseId(call), "office.payment.read").id());
        return Reply.ok(new Attempt.Listing(
                payments.attempts(bill).stream().map(WireOut::attempt).toList()));
    }

    Reply certificate(Call call) {
        CaseView view = cases.find(call.caller(), caseId(call), "office.certificate.read");
        Certificates.Certificate certificate =
                certificates.ofCase(view.id()).orElseThrow(() -> Refusal.notFound("certificate", "گواهی"));
        return call.origin().html()
                ? Reply.page(200, certificates.render(certificate))
                : Reply.ok(WireOut.certificate(certificate));
    }

    private UUID bill(Call call, UUID caseId) {
        UUID bill = call.id("bill", "bill", "قبض");
        if (payments.bills(caseId).stream().noneMatch(b -> b.id().equals(bill))) {
            throw Refusal.notFound("bill", "قبض");
        }
        return bill;
    }

    private static UUID caseId(Call call) {
        return call.id("id", "case", "پرونده");
    }

    private static Reply reply(CaseView view) {
        return Reply.ok(WireOut.view(view)).version(view.version());
    }
}
