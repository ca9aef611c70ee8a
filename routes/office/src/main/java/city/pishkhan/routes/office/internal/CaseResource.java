package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseReference;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.contracts.office.cases.Archive;
import city.pishkhan.contracts.office.cases.GlassReason;
import city.pishkhan.contracts.office.cases.History;
import city.pishkhan.contracts.office.cases.NewCase;
import city.pishkhan.contracts.office.cases.Revision;
import city.pishkhan.contracts.office.cases.Verification;
import city.pishkhan.contracts.office.cases.Withdrawal;
import city.pishkhan.contracts.office.persons.OwnerPresence;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CaseTable;
import city.pishkhan.doors.mapping.CertificateMapper;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.EvidenceMapper;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.CaseNumber;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Operations on cases. Converts between wire form and services and contains no rules. */
final class CaseResource {
    private final Cases cases;
    private final CaseArchives archives;
    private final CertificateMapper certificates;
    private final EvidenceFiles evidence;
    private final BreakGlass glass;
    private final SubjectLookup subjectLookup;
    private final Procedures procedures;

    CaseResource(
            Cases cases,
            CaseArchives archives,
            CertificateMapper certificates,
            EvidenceFiles evidence,
            BreakGlass glass,
            SubjectLookup subjectLookup,
            Procedures procedures) {
        this.cases = cases;
        this.archives = archives;
        this.certificates = certificates;
        this.evidence = evidence;
        this.glass = glass;
        this.subjectLookup = subjectLookup;
        this.procedures = procedures;
    }

    /** Reads and checks a new case. Call it without a transaction, because other systems are queried about the subject. */
    Cases.OpenCase prepareCase(DoorCall doorCall) {
        Cases.OpenCase wanted = CaseRequestMapper.newCase(doorCall.body(NewCase.class));
        SubjectLookup.Found found = subjectLookup.find(Objects.requireNonNull(wanted.subject()));
        return wanted.withOwners(found.owners()).lookedUp(found.facts());
    }

    DoorReply open(DoorCall doorCall, Cases.OpenCase wanted) {
        CaseView view = cases.open(doorCall.caller(), wanted);
        // the request does not wait for other archives, so that the papers to be scanned are known at once
        Archive archive = archives.list(doorCall.caller(), view, false);
        return DoorReply.created(CaseMapper.PATH + view.id(), CaseMapper.INSTANCE.view(view, archive))
                .version(view.version())
                .about(view.id());
    }

    DoorReply vehicle(DoorCall doorCall) {
        return DoorReply.ok(CaseMapper.INSTANCE.vehicle(subjectLookup.lookUpVehicle("plate", doorCall.param("plate"))));
    }

    DoorReply list(DoorCall doorCall) {
        if (doorCall.param("number") != null) {
            String number = FieldCheck.identifier("number", doorCall.param("number"), CaseNumber::parse)
                    .value();
            CaseView found = cases.findByNumber(doorCall.caller(), number);
            return DoorReply.ok(
                    CommonCaseMapper.INSTANCE.list(new Page<>(List.of(CaseMapper.INSTANCE.summary(found)), null)));
        }
        return DoorReply.ok(CommonCaseMapper.INSTANCE.list(cases.list(
                doorCall.caller(), CaseRequestMapper.filter(doorCall), doorCall.param("cursor"), doorCall.limit())));
    }

    DoorReply table(DoorCall doorCall) {
        Cases.Filter filter = CaseRequestMapper.filter(doorCall);
        return CaseTable.reply(
                doorCall, procedures, null, cursor -> cases.list(doorCall.caller(), filter, cursor, ListTable.LINES));
    }

    DoorReply find(DoorCall doorCall) {
        UUID id = CaseRequestMapper.caseId(doorCall);
        if (doorCall.isConditional()) {
            // clients that wait for a change poll repeatedly, so an unchanged case is answered without reading it
            // completely
            CaseReference known = cases.reference(doorCall.caller(), id, "office.case.read");
            if (doorCall.has(known.version())) {
                return DoorReply.unchanged(known);
            }
        }
        return CaseMapper.reply(cases.find(doorCall.caller(), id));
    }

    DoorReply breakGlass(DoorCall doorCall) {
        String reason =
                FieldCheck.text("reason", doorCall.body(GlassReason.class).reason(), CaseRequestMapper.LONGEST_REASON);
        BreakGlass.EmergencyAccess broken =
                glass.breakGlass(doorCall.caller(), CaseRequestMapper.caseId(doorCall), reason);
        return DoorReply.ok(CaseMapper.INSTANCE.brokenGlass(broken));
    }

    DoorReply history(DoorCall doorCall) {
        return DoorReply.ok(new History(cases.history(doorCall.caller(), CaseRequestMapper.caseId(doorCall)).stream()
                .map(CaseMapper.INSTANCE::event)
                .toList()));
    }

    DoorReply submit(DoorCall doorCall) {
        return CaseMapper.reply(
                cases.submit(doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version()));
    }

    DoorReply revise(DoorCall doorCall) {
        Revision wanted = doorCall.body(Revision.class);
        String plan = wanted.planSha256() == null ? null : FieldCheck.sha256("planSha256", wanted.planSha256());
        Cases.Request request = CaseRequestMapper.request("", wanted.floors(), wanted.parts());
        try {
            return CaseMapper.reply(cases.revise(
                    doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version(), request, plan));
        } catch (Refusal e) {
            throw e.withFieldNames(CaseRequestMapper::inRevision);
        }
    }

    DoorReply ownerPresent(DoorCall doorCall) {
        OwnerPresence owner = doorCall.body(OwnerPresence.class);
        return CaseMapper.reply(cases.recordOwnerPresence(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                FieldCheck.person("nationalId", owner.nationalId())));
    }

    DoorReply withdraw(DoorCall doorCall) {
        Withdrawal given = doorCall.body(Withdrawal.class);
        String reason = FieldCheck.text("reason", given.reason(), CaseRequestMapper.LONGEST_REASON);
        String applicant = given.nationalId() == null ? null : FieldCheck.person("nationalId", given.nationalId());
        return CaseMapper.reply(cases.withdraw(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.version(), applicant, reason));
    }

    DoorReply verify(DoorCall doorCall) {
        Verification verdict = doorCall.body(Verification.class);
        return CaseMapper.reply(cases.verify(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.version(),
                FieldCheck.oneOf("decision", verdict.decision(), CaseRequestMapper.DECISIONS),
                FieldCheck.optional("toStage", verdict.toStage(), 41),
                FieldCheck.optional("reason", verdict.reason(), CaseRequestMapper.LONGEST_REASON)));
    }

    DoorReply certificate(DoorCall doorCall) {
        return certificates.reply(doorCall, certificateReference(doorCall).id());
    }

    DoorReply certificateFile(DoorCall doorCall) {
        return certificates.file(certificateReference(doorCall).id());
    }

    private CaseReference certificateReference(DoorCall doorCall) {
        return cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), "office.certificate.read");
    }

    DoorReply evidence(DoorCall doorCall) {
        return EvidenceMapper.reply(
                doorCall,
                evidence,
                number -> cases.findByNumber(doorCall.caller(), number).id(),
                id -> cases.find(doorCall.caller(), id, "office.case.evidence"));
    }
}
