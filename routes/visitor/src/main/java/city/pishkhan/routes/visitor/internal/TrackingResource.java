package city.pishkhan.routes.visitor.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.TrackingCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations for following a case by its tracking code. */
final class TrackingResource {
    private static final int LONGEST_CODE = 40;

    private final Tracking tracking;
    private final TrackPage page;
    private final NetworkAttemptLimiter codeLimiter;

    TrackingResource(Tracking tracking, TrackPage page, NetworkAttemptLimiter codeLimiter) {
        this.tracking = tracking;
        this.page = page;
        this.codeLimiter = codeLimiter;
    }

    /** Replies with the empty form, or with the state of the case if a code is given. */
    DoorReply form(DoorCall doorCall) {
        if (!doorCall.origin().isPageWanted()) {
            return track(doorCall);
        }
        String code = doorCall.param("code");
        PageLanguage language = PageLanguage.of(doorCall);
        if (code == null) {
            return DoorReply.page(200, page.form(language, Map.of()));
        }
        return code.isBlank()
                ? DoorReply.page(422, page.form(language, VisitorPages.missingCode(language)))
                : track(doorCall);
    }

    /** Replies to browsers with a page even if the code is invalid. */
    DoorReply track(DoorCall doorCall) {
        try {
            Tracking.TrackingStatus standing = standing(doorCall);
            return doorCall.origin().isPageWanted()
                    ? DoorReply.page(
                            200, page.standing(PageLanguage.of(doorCall), doorCall.requiredParam("code"), standing))
                    : DoorReply.ok(VisitorMapper.INSTANCE.standing(standing));
        } catch (Refusal refusal) {
            if (!doorCall.origin().isPageWanted()) {
                throw refusal;
            }
            return DoorReply.page(
                    refusal.kind().status(), page.problem(PageLanguage.of(doorCall), typed(doorCall), refusal));
        }
    }

    private Tracking.TrackingStatus standing(DoorCall doorCall) {
        String code = FieldCheck.identifier("code", doorCall.param("code"), TrackingCode::parse)
                .value();
        return codeLimiter.find(
                doorCall.origin().remoteAddress(), () -> tracking.find(code), () -> Refusal.notFound("tracking-code"));
    }

    private static @Nullable String typed(DoorCall doorCall) {
        String code = doorCall.param("code");
        return code == null || code.length() > LONGEST_CODE ? null : code;
    }
}
