package city.pishkhan.cases.internal;

import city.pishkhan.api.Procedures.Procedure;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.RuleSet;

/** What keeps a case from being opened beside those that are there. */
final class OpeningChecks {
    private final OpeningRows rows;

    OpeningChecks(OpeningRows rows) {
        this.rows = rows;
    }

    /** @throws Refusal INVALID {@code service.unknown} */
    static Procedure procedure(RuleSet rules, String service) {
        return rules.procedure(service == null ? "" : service)
                .orElseThrow(() -> Refusal.invalid(
                        "service.unknown", "service", "No such service is in force.", "چنین خدمتی برقرار نیست."));
    }

    /** Asked while nobody else opens a case of this service for this property, and the decision is for no other. */
    void refuseSecondUse(CaseFile file) {
        if (file.specialRequest != null && rows.used(file.specialRequest)) {
            throw Refusal.conflict(
                    "special-request.used",
                    "A case was opened by decision " + file.specialRequest + " before; each is used once.",
                    "پیش‌تر پرونده‌ای بر پایه‌ی مصوبه " + file.specialRequest
                            + " باز شده است؛ هر مصوبه یک بار به کار می‌رود.");
        }
    }

    void refuseSecondOpen(CaseFile file) {
        if (rows.open(file.service, file.subject)) {
            throw Refusal.conflict(
                    "case.already-open",
                    "There is an open case of this service for this subject.",
                    "برای این ملک یا خودرو پرونده‌ی بازِ همین خدمت وجود دارد.");
        }
    }
}
