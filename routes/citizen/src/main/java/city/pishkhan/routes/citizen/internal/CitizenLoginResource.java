package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.api.security.NumberProofs;
import city.pishkhan.contracts.citizen.CodeEntry;
import city.pishkhan.contracts.citizen.CodeRequest;
import city.pishkhan.contracts.citizen.CodeSent;
import city.pishkhan.contracts.citizen.SlipEntry;
import city.pishkhan.contracts.citizen.StoppedChanges;
import city.pishkhan.contracts.visitor.TokenGrant;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.TrackingCode;
import java.util.List;

/** Operations for the login of citizens. */
final class CitizenLoginResource {
    private static final int ACCEPTED = 202;
    private static final int LONGEST_CODE = 30;

    private final CitizenLogin login;
    private final NumberProofs proofs;

    CitizenLoginResource(CitizenLogin login, NumberProofs proofs) {
        this.login = login;
        this.proofs = proofs;
    }

    DoorReply ask(DoorCall doorCall) {
        CodeRequest given = doorCall.body(CodeRequest.class);
        String id = nationalId(given.nationalId());
        String mobile = given.mobile() == null
                ? null
                : FieldCheck.identifier("mobile", given.mobile(), Mobile::parse).value();
        long seconds =
                login.sendCode(id, mobile, doorCall.origin().remoteAddress()).toSeconds();
        return new DoorReply(ACCEPTED, null, null, new CodeSent(Math.toIntExact(seconds)), false, null);
    }

    DoorReply enter(DoorCall doorCall) {
        CodeEntry entry = doorCall.body(CodeEntry.class);
        String id = nationalId(entry.nationalId());
        Authenticator.Token token =
                login.loginByCode(id, code(entry.code()), doorCall.origin().remoteAddress());
        return granted(token);
    }

    DoorReply enterSlip(DoorCall doorCall) {
        SlipEntry entry = doorCall.body(SlipEntry.class);
        String tracking = FieldCheck.identifier("tracking", entry.tracking(), TrackingCode::parse)
                .value();
        return granted(
                login.loginBySlip(tracking, pin(entry.pin()), doorCall.origin().remoteAddress()));
    }

    DoorReply stop(DoorCall doorCall) {
        return DoorReply.ok(new StoppedChanges(proofs.cancelChanges(doorCall.caller())));
    }

    private static DoorReply granted(Authenticator.Token token) {
        return DoorReply.ok(new TokenGrant(
                token.value(),
                "Bearer",
                token.expires(),
                token.caller().principal(),
                List.copyOf(token.caller().roles())));
    }

    private static String nationalId(String text) {
        return FieldCheck.identifier("nationalId", text, NationalId::parse).value();
    }

    private static String code(String text) {
        String code = text == null || text.length() > LONGEST_CODE ? "" : PersianText.compact(text);
        if (!code.matches("[0-9]{6}|[0-9]{8}")) {
            throw Refusal.invalid("code.digits", "code");
        }
        return code;
    }

    private static String pin(String text) {
        String pin = text == null || text.length() > LONGEST_CODE ? "" : PersianText.compact(text);
        if (!pin.matches("[0-9]{8}")) {
            throw Refusal.invalid("pin.digits", "pin");
        }
        return pin;
    }
}
