package city.pishkhan.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.PlanningSystem;
import java.util.function.Supplier;

/** Whether a property exists: asked before a case is opened for it, outside any transaction. */
final class Properties {
    private final Supplier<PlanningSystem> planning;

    /** @param planning the system in use now, or {@code null} while there is none */
    Properties(Supplier<PlanningSystem> planning) {
        this.planning = planning;
    }

    /** @throws Refusal INVALID {@code property.unknown}, or UNAVAILABLE */
    void check(String renovationCode) {
        PlanningSystem now = planning.get();
        if (now == null) {
            throw unavailable(null);
        }
        try {
            if (now.planOrder(renovationCode).isEmpty()) {
                throw Refusal.invalid(
                        "property.unknown",
                        "subject",
                        "The planning system knows no property " + renovationCode + ".",
                        "سیستم شهرسازی ملکی با کد نوسازی " + renovationCode + " نمی‌شناسد.");
            }
        } catch (PartnerUnavailable e) {
            throw unavailable(e);
        }
    }

    private static Refusal unavailable(PartnerUnavailable cause) {
        Refusal refusal = new Refusal(
                Refusal.Kind.UNAVAILABLE,
                "planning.unavailable",
                null,
                "The planning system does not answer now; send the same request again in a moment.",
                "سیستم شهرسازی اکنون پاسخ نمی‌دهد؛ همین درخواست را کمی دیگر بفرستید.");
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }
}
