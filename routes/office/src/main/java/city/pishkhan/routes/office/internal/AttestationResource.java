package city.pishkhan.routes.office.internal;

import city.pishkhan.api.cases.Attestations;
import city.pishkhan.contracts.Headers;
import city.pishkhan.contracts.office.attestations.AttestationVerdict;
import city.pishkhan.contracts.office.attestations.NewAttestation;
import city.pishkhan.contracts.office.attestations.NewRecall;
import city.pishkhan.contracts.office.attestations.OriginalList;
import city.pishkhan.contracts.office.attestations.OriginalReturn;
import city.pishkhan.contracts.office.attestations.OriginalSummons;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on attested papers and their originals. */
final class AttestationResource {
    private static final Set<String> DECISIONS = Set.of("verify", "dispute");
    private static final int LONGEST_SERIAL = 60;
    private static final int LONGEST_ISSUER = 100;
    private static final int LONGEST_SEEN = 500;
    private static final int LONGEST_REASON = 2_000;

    private final Attestations attestations;

    AttestationResource(Attestations attestations) {
        this.attestations = attestations;
    }

    DoorReply list(DoorCall doorCall) {
        Attestations.CaseAttestations found =
                attestations.findByCase(doorCall.caller(), CaseRequestMapper.caseId(doorCall));
        return DoorReply.ok(PaperMapper.INSTANCE.attestations(found));
    }

    DoorReply attest(DoorCall doorCall) {
        NewAttestation given = doorCall.body(NewAttestation.class);
        UUID id = CaseRequestMapper.caseId(doorCall);
        Attestations.Attestation made = attestations.attest(
                doorCall.caller(),
                id,
                FieldCheck.name("kind", given.kind()),
                FieldCheck.sha256("sha256", given.sha256()),
                new Attestations.OriginalObservations(
                        FieldCheck.text("serial", given.serial(), LONGEST_SERIAL),
                        FieldCheck.text("issuer", given.issuer(), LONGEST_ISSUER),
                        FieldCheck.text("seen", given.seen(), LONGEST_SEEN)));
        return DoorReply.created(null, PaperMapper.INSTANCE.attestation(made)).about(id);
    }

    DoorReply receipt(DoorCall doorCall) {
        UUID attestation = attestation(doorCall);
        byte[] pdf = attestations.receipt(doorCall.caller(), CaseRequestMapper.caseId(doorCall), attestation);
        return DoorReply.ok(new DoorReply.File(
                "original-" + attestation + ".pdf", Headers.PDF, pdf.length, new ByteArrayInputStream(pdf)));
    }

    DoorReply recordReturn(DoorCall doorCall) {
        OriginalReturn given = doorCall.body(OriginalReturn.class);
        return reply(
                doorCall,
                attestations.recordReturn(
                        doorCall.caller(),
                        CaseRequestMapper.caseId(doorCall),
                        attestation(doorCall),
                        FieldCheck.person("nationalId", given.nationalId()),
                        FieldCheck.sha256("sha256", given.sha256())));
    }

    DoorReply recordArrival(DoorCall doorCall) {
        return reply(
                doorCall,
                attestations.recordArrival(
                        doorCall.caller(), CaseRequestMapper.caseId(doorCall), attestation(doorCall)));
    }

    DoorReply verify(DoorCall doorCall) {
        AttestationVerdict given = doorCall.body(AttestationVerdict.class);
        UUID id = CaseRequestMapper.caseId(doorCall);
        if (FieldCheck.oneOf("decision", given.decision(), DECISIONS).equals("verify")) {
            return reply(doorCall, attestations.verify(doorCall.caller(), id, attestation(doorCall)));
        }
        Attestations.Dispute dispute =
                attestations.dispute(doorCall.caller(), id, attestation(doorCall), reason(given.reason()));
        return DoorReply.ok(PaperMapper.INSTANCE.attestation(dispute.attestation(), dispute.complaint()))
                .about(id);
    }

    DoorReply summon(DoorCall doorCall) {
        return reply(
                doorCall,
                attestations.summon(
                        doorCall.caller(),
                        CaseRequestMapper.caseId(doorCall),
                        attestation(doorCall),
                        reason(doorCall.body(OriginalSummons.class).reason())));
    }

    DoorReply recall(DoorCall doorCall) {
        NewRecall given = doorCall.body(NewRecall.class);
        UUID id = CaseRequestMapper.caseId(doorCall);
        Attestations.Recall recall = attestations.recall(
                doorCall.caller(),
                id,
                FieldCheck.name("kind", given.kind()),
                FieldCheck.sha256("sha256", given.sha256()),
                reason(given.reason()));
        return DoorReply.created(null, PaperMapper.INSTANCE.recall(recall)).about(id);
    }

    DoorReply tasks(DoorCall doorCall) {
        return DoorReply.ok(new OriginalList(PaperMapper.INSTANCE.tasks(attestations.tasks(doorCall.caller()))));
    }

    private static String reason(@Nullable String given) {
        return FieldCheck.text("reason", given, LONGEST_REASON);
    }

    private static UUID attestation(DoorCall doorCall) {
        return doorCall.id("attestation", "attestation");
    }

    private static DoorReply reply(DoorCall doorCall, Attestations.Attestation one) {
        return DoorReply.ok(PaperMapper.INSTANCE.attestation(one)).about(CaseRequestMapper.caseId(doorCall));
    }
}
