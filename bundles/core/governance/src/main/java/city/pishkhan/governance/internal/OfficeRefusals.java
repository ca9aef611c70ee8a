package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reasons why an office may not perform an operation, with messages that tell the office how to proceed. */
final class OfficeRefusals {
    private OfficeRefusals() {}

    static Refusal unknown(String office) {
        return Refusal.forbidden("office.unknown/caller", office);
    }

    static Refusal notContracted(String office) {
        return Refusal.forbidden("office.not-contracted", office);
    }

    static Refusal suspended(String office, Decision by) {
        return Refusal.forbidden("office.suspended", office, by.number(), by.clause());
    }

    static Refusal serviceSuspended(String service, Decision by) {
        return Refusal.forbidden("service.suspended", service, by.number());
    }

    static Refusal notExposed(String office, String service) {
        return Refusal.forbidden("service.not-exposed", service, office);
    }

    static Refusal notExposed(String service) {
        return Refusal.forbidden("service.not-exposed/home", service);
    }

    static Refusal notQualified(String office, String service, LocalDate day) {
        return Refusal.forbidden("office.not-qualified", office, service, day);
    }

    static Refusal expertSuspended(String office, String service) {
        return Refusal.forbidden("office.expert-suspended", office, service);
    }

    static Refusal quota(String office, String service, int quota, @Nullable String decision) {
        return Refusal.forbidden("service.quota", office, quota, service, decision);
    }

    static Refusal notGranted(String decision, String service, String subject) {
        return Refusal.invalid("special-request.unknown", "specialRequest", decision, service, subject);
    }
}
