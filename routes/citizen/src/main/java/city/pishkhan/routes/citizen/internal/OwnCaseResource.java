package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.ArchiveConsents;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.contracts.citizen.ArchiveAnswer;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import java.util.UUID;

/** Operations of citizens on their own cases. */
final class OwnCaseResource {
    private static final String READ = "citizen.case.read";

    private final CitizenCases cases;
    private final Tracking tracking;
    private final CertificateMapper certificates;
    private final ArchiveConsents consents;

    OwnCaseResource(CitizenCases cases, Tracking tracking, CertificateMapper certificates, ArchiveConsents consents) {
        this.consents = consents;
        this.cases = cases;
        this.tracking = tracking;
        this.certificates = certificates;
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(CommonCaseMapper.INSTANCE.list(
                cases.list(doorCall.caller(), doorCall.param("cursor"), doorCall.limit())));
    }

    DoorReply find(DoorCall doorCall) {
        if (doorCall.isConditional()) {
            CaseReference known = cases.reference(doorCall.caller(), id(doorCall), READ);
            if (doorCall.has(known.version())) {
                return DoorReply.unchanged(known);
            }
        }
        CaseView view = cases.find(doorCall.caller(), id(doorCall), READ);
        Tracking.TrackingStatus standing = tracking.find(view.tracking()).orElseThrow(() -> Refusal.notFound("case"));
        return DoorReply.ok(CitizenMapper.INSTANCE.own(view, standing)).version(view.version());
    }

    DoorReply history(DoorCall doorCall) {
        return DoorReply.ok(new Steps(cases.history(doorCall.caller(), id(doorCall)).stream()
                .map(CitizenMapper::step)
                .toList()));
    }

    DoorReply answerArchive(DoorCall doorCall) {
        String answer = doorCall.body(ArchiveAnswer.class).answer();
        if (!"yes".equals(answer) && !"no".equals(answer)) {
            throw Refusal.invalid("archive.answer", "answer");
        }
        UUID id = id(doorCall);
        consents.recordDecision(doorCall.caller(), id, answer.equals("yes"));
        return DoorReply.ok(new ArchiveAnswer(answer)).about(id);
    }

    DoorReply certificate(DoorCall doorCall) {
        return certificates.reply(doorCall, certificateReference(doorCall).id());
    }

    DoorReply certificateFile(DoorCall doorCall) {
        return certificates.file(certificateReference(doorCall).id());
    }

    private CaseReference certificateReference(DoorCall doorCall) {
        return cases.reference(doorCall.caller(), id(doorCall), "citizen.certificate.read");
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }
}
