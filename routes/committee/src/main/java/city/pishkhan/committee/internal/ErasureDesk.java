package city.pishkhan.committee.internal;

import city.pishkhan.api.Erasures;
import city.pishkhan.contracts.committee.Erasure;
import city.pishkhan.contracts.committee.NewErasure;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import java.util.UUID;

/** Carries each operation on the erasure of persons to its service. */
final class ErasureDesk {
    private static final String PATH = "/committee/v1/persons/erasures/";
    private static final int LONGEST = 40;

    private final Erasures erasures;

    ErasureDesk(Erasures erasures) {
        this.erasures = erasures;
    }

    Reply request(Call call) {
        NewErasure given = call.body(NewErasure.class);
        Erasures.Erasure asked = erasures.request(
                call.caller(),
                Fields.text("nationalId", given.nationalId(), LONGEST),
                Fields.text("ground", given.ground(), LONGEST));
        return Reply.created(PATH + asked.id(), wire(asked));
    }

    Reply confirm(Call call) {
        return Reply.ok(wire(erasures.confirm(call.caller(), id(call))));
    }

    Reply find(Call call) {
        return Reply.ok(wire(erasures.find(call.caller(), id(call))));
    }

    private static UUID id(Call call) {
        return call.id("id", "erasure", "درخواست حذف");
    }

    private static Erasure wire(Erasures.Erasure e) {
        return new Erasure(
                e.id(),
                e.person(),
                e.ground(),
                e.confirmed() == null ? "waiting" : "done",
                e.requestedBy(),
                e.requested(),
                e.confirmedBy(),
                e.confirmed());
    }
}
