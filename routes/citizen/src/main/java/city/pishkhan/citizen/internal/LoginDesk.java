package city.pishkhan.citizen.internal;

import city.pishkhan.api.Authenticator;
import city.pishkhan.api.CitizenLogin;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.citizen.CodeEntry;
import city.pishkhan.contracts.citizen.CodeRequest;
import city.pishkhan.contracts.citizen.CodeSent;
import city.pishkhan.contracts.visitor.TokenGrant;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import java.util.List;

/** Citizens who log in. */
final class LoginDesk {
    private static final int ACCEPTED = 202;
    private static final int LONGEST_CODE = 30;

    private final CitizenLogin login;

    LoginDesk(CitizenLogin login) {
        this.login = login;
    }

    Reply ask(Call call) {
        CodeRequest given = call.body(CodeRequest.class);
        String id = nationalId(given.nationalId());
        String mobile = given.mobile() == null
                ? null
                : Fields.identifier("mobile", given.mobile(), Mobile::parse).value();
        long seconds = login.ask(id, mobile, call.origin().remoteAddress()).toSeconds();
        return new Reply(ACCEPTED, null, null, new CodeSent(Math.toIntExact(seconds)), false, null);
    }

    Reply enter(Call call) {
        CodeEntry entry = call.body(CodeEntry.class);
        String id = nationalId(entry.nationalId());
        Authenticator.Token token =
                login.enter(id, code(entry.code()), call.origin().remoteAddress());
        return Reply.ok(new TokenGrant(
                token.value(),
                "Bearer",
                token.expires(),
                token.caller().principal(),
                List.copyOf(token.caller().roles())));
    }

    private static String nationalId(String text) {
        return Fields.identifier("nationalId", text, NationalId::parse).value();
    }

    private static String code(String text) {
        String code = text == null || text.length() > LONGEST_CODE ? "" : PersianText.compact(text);
        if (!code.matches("[0-9]{6}")) {
            throw Refusal.invalid("code.digits", "code", "code has six digits.", "کد ورود شش رقم دارد.");
        }
        return code;
    }
}
