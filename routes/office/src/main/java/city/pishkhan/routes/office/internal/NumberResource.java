package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.contracts.office.persons.AskedReplacement;
import city.pishkhan.contracts.office.persons.NewLoginSlip;
import city.pishkhan.contracts.office.persons.NewNumberCode;
import city.pishkhan.contracts.office.persons.NumberCode;
import city.pishkhan.contracts.office.persons.NumberCodeSent;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.TrackingCode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Operations at the counter on citizens' mobile numbers and login slips. */
final class NumberResource {
    private static final int ACCEPTED = 202;
    private static final int LONGEST = 60;
    private static final int SHORTEST_SERIAL = 4;
    private static final int LONGEST_SERIAL = 40;
    private static final Set<String> PAPERS = Set.of("national-card", "birth-certificate", "passport");
    /** reason stored with a replaced number; a fixed text, because free text could disclose more than necessary */
    private static final String LOST = "the previous number is lost; the applicant came to the counter";

    private final NumberProofs proofs;
    private final Cases cases;
    private final Approvals approvals;

    NumberResource(NumberProofs proofs, Cases cases, Approvals approvals) {
        this.proofs = proofs;
        this.cases = cases;
        this.approvals = approvals;
    }

    DoorReply ask(DoorCall doorCall) {
        NewNumberCode given = doorCall.body(NewNumberCode.class);
        String mobile =
                FieldCheck.identifier("mobile", given.mobile(), Mobile::parse).value();
        long seconds = proofs.sendCode(
                        doorCall.caller(), CaseRequestMapper.caseId(doorCall), nationalId(given.nationalId()), mobile)
                .toSeconds();
        return new DoorReply(ACCEPTED, null, null, new NumberCodeSent(Math.toIntExact(seconds)), false, null);
    }

    /** Checks a code. Call it without a transaction, so that a failed attempt counts even if the operation fails later. */
    NumberProofs.CodeCheckResult checkCode(DoorCall doorCall) {
        NumberCode given = doorCall.body(NumberCode.class);
        return proofs.checkCode(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                nationalId(given.nationalId()),
                digits("code", given.code()));
    }

    DoorReply prove(DoorCall doorCall, NumberProofs.CodeCheckResult entered) {
        return DoorReply.ok(PersonMapper.INSTANCE.provedNumber(proofs.recordProof(doorCall.caller(), entered)));
    }

    DoorReply replace(DoorCall doorCall) {
        UUID proof = doorCall.id("proof", "number");
        UUID caseId = CaseRequestMapper.caseId(doorCall);
        cases.reference(doorCall.caller(), caseId, "office.number.replace");
        Approvals.Approval asked = approvals.request(
                doorCall.caller(), "number-change", Map.of("proof", proof.toString(), "case", caseId.toString()), LOST);
        return DoorReply.created(
                "/committee/v1/approvals/" + asked.id(), new AskedReplacement(asked.id(), asked.expires()));
    }

    DoorReply issue(DoorCall doorCall) {
        NewLoginSlip given = doorCall.body(NewLoginSlip.class);
        NumberProofs.LoginSlip slip = proofs.issue(
                doorCall.caller(),
                FieldCheck.identifier("tracking", given.tracking(), TrackingCode::parse)
                        .value(),
                nationalId(given.nationalId()),
                FieldCheck.oneOf("paper", given.paper(), PAPERS),
                serial(given.serial()));
        return DoorReply.ok(PersonMapper.INSTANCE.loginSlip(slip, SlipPrint.format(slip, doorCall.base())))
                .about(slip.caseId());
    }

    private static String nationalId(String text) {
        return FieldCheck.identifier("nationalId", text, NationalId::parse).value();
    }

    private static String digits(String field, String text) {
        String code = text == null || text.length() > LONGEST ? "" : PersianText.compact(text);
        if (!code.matches("[0-9]{6}|[0-9]{8}")) {
            throw Refusal.invalid("code.digits", field);
        }
        return code;
    }

    private static String serial(String text) {
        String serial = text == null || text.length() > LONGEST ? "" : PersianText.compact(text);
        if (!serial.matches("[\\p{L}\\p{N}/-]{" + SHORTEST_SERIAL + "," + LONGEST_SERIAL + "}")) {
            throw Refusal.invalid("identity.serial", "serial", SHORTEST_SERIAL, LONGEST_SERIAL);
        }
        return serial.toUpperCase(java.util.Locale.ROOT);
    }
}
