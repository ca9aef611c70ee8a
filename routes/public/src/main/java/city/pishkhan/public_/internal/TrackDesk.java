package city.pishkhan.public_.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Tracking;
import city.pishkhan.contracts.visitor.CaseStanding;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.TrackingCode;
import java.util.Locale;

/** People who follow a case by the code that they were given. */
final class TrackDesk {
    private final Tracking tracking;
    private final TrackPage page;
    private final Guessing guessing;

    TrackDesk(Tracking tracking, TrackPage page, Guessing guessing) {
        this.tracking = tracking;
        this.page = page;
        this.guessing = guessing;
    }

    /** The form alone, or with what its code says. */
    Reply form(Call call) {
        return call.param("code") == null && call.origin().html() ? Reply.page(200, page.form()) : track(call);
    }

    /** A browser gets a page whatever the code is worth. */
    Reply track(Call call) {
        try {
            Tracking.Standing standing = standing(call);
            return call.origin().html() ? Reply.page(200, page.standing(standing)) : Reply.ok(wire(standing));
        } catch (Refusal refusal) {
            if (!call.origin().html()) {
                throw refusal;
            }
            return Reply.page(refusal.kind().status(), page.problem(refusal));
        }
    }

    private Tracking.Standing standing(Call call) {
        String code = Fields.identifier("code", call.param("code"), TrackingCode::parse)
                .value();
        return guessing.found(
                call.origin().remoteAddress(),
                () -> tracking.find(code),
                () -> Refusal.notFound("tracking-code", "کد پیگیری"));
    }

    private static CaseStanding wire(Tracking.Standing s) {
        return new CaseStanding(
                s.service(),
                s.serviceEn(),
                s.serviceFa(),
                s.state().name().toLowerCase(Locale.ROOT),
                s.stage(),
                s.stageEn(),
                s.stageFa(),
                s.since(),
                s.opened());
    }
}
