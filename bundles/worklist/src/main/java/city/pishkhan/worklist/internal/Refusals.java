package city.pishkhan.worklist.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Refusal;

/** What callers of the worklist do wrong. */
final class Refusals {
    private Refusals() {}

    /** The agency that the caller speaks for. */
    static String agency(Caller caller) {
        return caller.agency()
                .orElseThrow(() -> Refusal.forbidden(
                        "The worklist is for agencies; the login needs the role agency:<name>.",
                        "کارتابل ویژه‌ی سازمان‌های پاسخ‌گوست؛ این کاربر نماینده‌ی هیچ سازمانی نیست."));
    }

    /** Another agency's item does not exist for the caller. */
    static Refusal unknown() {
        return Refusal.notFound("inquiry", "استعلام");
    }

    static Refusal claimed() {
        return Refusal.conflict(
                "worklist.claimed",
                "Somebody else holds this item; it can be claimed when the lease ends or is released.",
                "این مورد در دست همکار دیگری است؛ پس از پایان مهلت یا رها کردن او می‌توانید آن را بردارید.");
    }

    static Refusal fence() {
        return Refusal.conflict(
                "worklist.fence",
                "This claim is not the newest one of the item; claim it again.",
                "این برداشت تازه‌ترین برداشت این مورد نیست؛ دوباره آن را بردارید.");
    }
}
