package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.Authenticator;
import city.pishkhan.api.security.CitizenLogin;
import city.pishkhan.contracts.citizen.CodeEntry;
import city.pishkhan.contracts.citizen.CodeRequest;
import city.pishkhan.contracts.citizen.CodeSent;
import city.pishkhan.contracts.visitor.TokenGrant;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import java.util.List;

/** Citizens who log in. */
final class CitizenLoginResource {
    private static final int ACCEPTED = 202;
    private static final int LONGEST_CODE = 30;

    private final CitizenLogin login;

    CitizenLoginResource(CitizenLogin login) {
        this.login = login;
    }

    DoorReply ask(DoorCall doorCall) {
        CodeRequest given = doorCall.body(CodeRequest.class);
        String id = nationalId(given.nationalId());
        String mobile = given.mobile() == null
                ? null
                : FieldCheck.identifier("mobile", given.mobile(), Mobile::parse).value();
        long seconds = login.ask(id, mobile, doorCall.origin().remoteAddress()).toSeconds();
        return new DoorReply(ACCEPTED, null, null, new CodeSent(Math.toIntExact(seconds)), false, null);
    }

    DoorReply enter(DoorCall doorCall) {
        CodeEntry entry = doorCall.body(CodeEntry.class);
        String id = nationalId(entry.nationalId());
        Authenticator.Token token =
                login.enter(id, code(entry.code()), doorCall.origin().remoteAddress());
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
        if (!code.matches("[0-9]{6}")) {
            throw Refusal.invalid("code.digits", "code");
        }
        return code;
    }
}
