package city.pishkhan.citizen.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.CitizenCases;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Tracking;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.contracts.office.Bills;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries each question about a citizen's own case to its service. */
final class OwnDesk {
    private final CitizenCases cases;
    private final Tracking tracking;
    private final Payments payments;
    private final Certificates certificates;

    OwnDesk(CitizenCases cases, Tracking tracking, Payments payments, Certificates certificates) {
        this.cases = cases;
        this.tracking = tracking;
        this.payments = payments;
        this.certificates = certificates;
    }

    Reply list(Call call) {
        return Reply.ok(CaseWire.list(cases.list(call.caller(), call.param("cursor"), call.limit())));
    }

    Reply find(Call call) {
        CaseView view = cases.find(call.caller(), id(call), "citizen.case.read");
        Tracking.Standing standing =
                tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case", "پرونده"));
        return Reply.ok(Wire.own(view, standing)).version(view.version());
    }

    Reply history(Call call) {
        return Reply.ok(new Steps(
                cases.history(call.caller(), id(call)).stream().map(Wire::step).toList()));
    }

    Reply bills(Call call) {
        CaseView view = cases.find(call.caller(), id(call), "citizen.bill.read");
        return Reply.ok(
                new Bills(payments.bills(view.id()).stream().map(CaseWire::bill).toList()));
    }

    Reply certificate(Call call) {
        CaseView view = cases.find(call.caller(), id(call), "citizen.certificate.read");
        Certificates.Certificate certificate =
                certificates.ofCase(view.id()).orElseThrow(() -> Refusal.notFound("certificate", "گواهی"));
        return call.origin().html()
                ? Reply.page(200, certificates.render(certificate))
                : Reply.ok(CaseWire.certificate(certificate));
    }

    private static UUID id(Call call) {
        return call.id("id", "case", "پرونده");
    }
}
