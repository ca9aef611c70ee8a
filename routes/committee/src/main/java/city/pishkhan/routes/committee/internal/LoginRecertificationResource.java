package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.security.Recertification;
import city.pishkhan.contracts.committee.LoginList;
import city.pishkhan.contracts.committee.NewRecertification;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.HashSet;
import java.util.Set;

final class LoginRecertificationResource {
    private static final int LONGEST_ROLE = 100;

    private final Recertification logins;

    LoginRecertificationResource(Recertification logins) {
        this.logins = logins;
    }

    DoorReply list() {
        return DoorReply.ok(new LoginList(CommitteeMapper.INSTANCE.logins(logins.list())));
    }

    DoorReply recertify(DoorCall doorCall) {
        Set<String> roles = new HashSet<>();
        for (String role : FieldCheck.present(
                "roles", doorCall.body(NewRecertification.class).roles())) {
            roles.add(FieldCheck.text("roles", role, LONGEST_ROLE));
        }
        return DoorReply.ok(CommitteeMapper.INSTANCE.login(
                logins.recertify(doorCall.caller(), doorCall.requiredParam("name"), roles)));
    }
}
