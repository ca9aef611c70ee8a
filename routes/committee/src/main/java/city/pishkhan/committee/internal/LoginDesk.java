package city.pishkhan.committee.internal;

import city.pishkhan.api.Recertification;
import city.pishkhan.contracts.committee.Confirmation;
import city.pishkhan.contracts.committee.Login;
import city.pishkhan.contracts.committee.LoginList;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Carries each operation on the recertification list to its service. */
final class LoginDesk {
    private static final int LONGEST_ROLE = 100;

    private final Recertification logins;

    LoginDesk(Recertification logins) {
        this.logins = logins;
    }

    Reply list() {
        return Reply.ok(
                new LoginList(logins.list().stream().map(LoginDesk::wire).toList()));
    }

    Reply confirm(Call call) {
        Set<String> roles = new HashSet<>();
        for (String role : Fields.present("roles", call.body(Confirmation.class).roles())) {
            roles.add(Fields.text("roles", role, LONGEST_ROLE));
        }
        return Reply.ok(wire(logins.confirm(call.caller(), call.param("name"), roles)));
    }

    private static Login wire(Recertification.Login l) {
        return new Login(
                l.name(), List.copyOf(new TreeSet<>(l.roles())), l.source(), l.confirmed(), l.confirmedBy(), l.due());
    }
}
