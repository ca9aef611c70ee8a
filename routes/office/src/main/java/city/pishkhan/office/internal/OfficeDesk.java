package city.pishkhan.office.internal;

import city.pishkhan.api.BreakGlass;
import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases;
import city.pishkhan.api.EvidenceFiles;
import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.office.BrokenGlass;
import city.pishkhan.contracts.office.GlassReason;
import city.pishkhan.contracts.office.History;
import city.pishkhan.contracts.office.NewCase;
import city.pishkhan.contracts.office.Revision;
import city.pishkhan.contracts.office.Vehicle;
import city.pishkhan.contracts.office.Verification;
import city.pishkhan.contracts.office.Withdrawal;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.CertificateWire;
import city.pishkhan.doors.Evidence;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.spi.VehicleRecord;
import java.util.List;

/** Carries each operation on a case to its service: wire form in, wire form out, no rules between. */
final class OfficeDesk {
    private final Cases cases;
    private final CertificateWire certificates;
    private final EvidenceFiles evidence;
    private final BreakGlass glass;
    private final Subjects subjects;

    OfficeDesk(Cases cases, CertificateWire certificates, EvidenceFiles evidence, BreakGlass glass, Subjects subjects) {
        this.cases = cases;
        this.certificates = certificates;
        this.evidence = evidence;
        this.glass = glass;
        this.subjects = subjects;
    }

    void checkSubject(Call call) {
        subjects.check(WireIn.newCase(call.body(NewCase.class)).subject());
    }

    Reply open(Call call) {
        CaseView view = cases.open(call.caller(), WireIn.newCase(call.body(NewCase.class)));
        return Reply.created(WireOut.PATH + view.id(), WireOut.view(view))
                .version(view.version())
                .about(view.id());
    }

    Reply vehicle(Call call) {
        VehicleRecord found = subjects.vehicle("plate", call.param("plate"));
        return Reply.ok(new Vehicle(
                found.plate(),
                found.vin(),
                found.model(),
                found.title(),
                found.fuel(),
                found.use(),
                found.modelYear(),
                found.paidThrough()));
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
        return WireOut.reply(cases.find(call.caller(), WireIn.caseId(call)));
    }

    Reply breakGlass(Call call) {
        String reason = Fields.text("reason", call.body(GlassReason.class).reason(), WireIn.LONGEST_REASON);
        BreakGlass.Broken broken = glass.breakGlass(call.caller(), WireIn.caseId(call), reason);
        return Reply.ok(new BrokenGlass(broken.caseId(), broken.caseNumber(), broken.until()));
    }

    Reply history(Call call) {
        return Reply.ok(new History(cases.history(call.caller(), WireIn.caseId(call)).stream()
                .map(WireOut::event)
                .toList()));
    }

    Reply submit(Call call) {
        return WireOut.reply(cases.submit(call.caller(), WireIn.caseId(call), call.version()));
    }

    Reply revise(Call call) {
        Revision wanted = call.body(Revision.class);
        String plan = wanted.planSha256() == null ? null : Fields.sha256("planSha256", wanted.planSha256());
        Cases.Request request = WireIn.request("", wanted.floors(), wanted.parts());
        try {
            return WireOut.reply(cases.revise(call.caller(), WireIn.caseId(call), call.version(), request, plan));
        } catch (Refusal e) {
            throw e.renamed(WireIn::inRevision);
        }
    }

    Reply withdraw(Call call) {
        String reason = Fields.text("reason", call.body(Withdrawal.class).reason(), WireIn.LONGEST_REASON);
        return WireOut.reply(cases.withdraw(call.caller(), WireIn.caseId(call), call.version(), reason));
    }

    Reply verify(Call call) {
        Verification verdict = call.body(Verification.class);
        return WireOut.reply(cases.verify(
                call.caller(),
                WireIn.caseId(call),
                call.version(),
                Fields.oneOf("decision", verdict.decision(), WireIn.DECISIONS),
                Fields.optional("toStage", verdict.toStage(), 41),
                Fields.optional("reason", verdict.reason(), WireIn.LONGEST_REASON)));
    }

    Reply certificate(Call call) {
        return certificates.reply(call, certified(call).id());
    }

    Reply certificateFile(Call call) {
        return certificates.file(certified(call).id());
    }

    private CaseView certified(Call call) {
        return cases.find(call.caller(), WireIn.caseId(call), "office.certificate.read");
    }

    Reply evidence(Call call) {
        return Evidence.reply(
                call,
                evidence,
                number -> cases.findByNumber(call.caller(), number).id(),
                id -> cases.find(call.caller(), id, "office.case.evidence"));
    }
}
