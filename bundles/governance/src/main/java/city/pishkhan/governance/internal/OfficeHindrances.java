package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.governance.Committee.Decision;
import java.time.LocalDate;

/** Why an office may not do what it asks for, in words that it can act upon. */
final class OfficeHindrances {
    private OfficeHindrances() {}

    static Refusal unknown(String office) {
        return forbidden(
                "office.unknown",
                "Office " + office + " is not registered with the institute.",
                "دفتر " + office + " نزد موسسه ثبت نشده است.");
    }

    static Refusal notContracted(String office) {
        return forbidden(
                "office.not-contracted",
                "Office " + office + " has no contract that is valid today.",
                "دفتر " + office + " قرارداد معتبری برای امروز ندارد.");
    }

    static Refusal suspended(String office, Decision by) {
        return forbidden(
                "office.suspended",
                "Office " + office + " is suspended by decision " + by.number() + " (" + by.clause() + ").",
                "دفتر " + office + " به موجب مصوبه " + by.number() + " تعلیق شده است (" + by.clause() + ").");
    }

    static Refusal serviceSuspended(String service, Decision by) {
        return forbidden(
                "service.suspended",
                "The service " + service + " is suspended by decision " + by.number() + ".",
                "خدمت " + service + " به موجب مصوبه " + by.number() + " تعلیق شده است.");
    }

    static Refusal notExposed(String office, String service) {
        return forbidden(
                "service.not-exposed",
                "No decision of the Steering Committee in force opens the service " + service + " to office " + office
                        + ".",
                "هیچ مصوبه جاری کمیته عالی راهبری خدمت " + service + " را برای دفتر " + office + " باز نکرده است.");
    }

    static Refusal notQualified(String office, String service, LocalDate day) {
        return forbidden(
                "office.not-qualified",
                "Office " + office + " holds no qualification for " + service + " on " + day + ".",
                "دفتر " + office + " در این روز صلاحیت خدمت " + service + " را ندارد.");
    }

    static Refusal expertSuspended(String office, String service) {
        return forbidden(
                "office.expert-suspended",
                "Office " + office + " has no expert for " + service + " who is not suspended.",
                "کارشناس دفتر " + office + " برای خدمت " + service + " تعلیق شده است.");
    }

    static Refusal quota(String office, String service, int quota, String decision) {
        return forbidden(
                "service.quota",
                "Office " + office + " may open " + quota + " cases of " + service + " a day (decision " + decision
                        + "), and has.",
                "دفتر " + office + " روزانه " + quota + " پرونده از خدمت " + service + " می‌تواند باز کند (مصوبه "
                        + decision + ") و این تعداد پر شده است.");
    }

    static Refusal notGranted(String decision, String service, String subject) {
        return Refusal.invalid(
                "special-request.unknown",
                "specialRequest",
                "No decision " + decision + " in force grants a special request of " + service + " for " + subject
                        + ".",
                "هیچ مصوبه جاری با شماره " + decision + " درخواست ویژه‌ی " + service + " را برای " + subject
                        + " نپذیرفته است.");
    }

    private static Refusal forbidden(String code, String english, String persian) {
        return new Refusal(Refusal.Kind.FORBIDDEN, code, null, english, persian);
    }
}
