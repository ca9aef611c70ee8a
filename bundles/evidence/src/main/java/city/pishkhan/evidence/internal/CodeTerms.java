package city.pishkhan.evidence.internal;

import city.pishkhan.api.rules.RuleTexts.Text;
import city.pishkhan.proofs.SheetHash;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What codes are in Persian: the hub's own ones, and those of the rules of a case. A code that nobody explains stands as it is. */
final class CodeTerms {
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("case.opened", "پرونده باز شد"),
            Map.entry("case.submitted", "مدارک ثبت شد"),
            Map.entry("case.sent-back", "پرونده برگشت داده شد"),
            Map.entry("case.objection-added", "ایراد دیگری رسید"),
            Map.entry("case.moved", "پرونده به دفتر دیگری رفت"),
            Map.entry("case.held", "پرونده نگه داشته شد"),
            Map.entry("case.freed", "پرونده آزاد شد"),
            Map.entry("case.approved", "پرونده تایید شد"),
            Map.entry("case.refused", "پرونده رد شد"),
            Map.entry("case.withdrawn", "متقاضی انصراف داد"),
            Map.entry("facts.changed", "درخواست تغییر کرد"),
            Map.entry("paper.added", "مدرک افزوده شد"),
            Map.entry("stage.entered", "مرحله تازه آغاز شد"),
            Map.entry("stage.decided", "درباره مرحله تصمیم گرفته شد"),
            Map.entry("inquiry.asked", "استعلام فرستاده شد"),
            Map.entry("inquiry.delivered", "استعلام تحویل شد"),
            Map.entry("inquiry.answered", "استعلام پاسخ داده شد"),
            Map.entry("inquiry.extended", "مهلت استعلام تمدید شد"),
            Map.entry("inquiry.superseded", "استعلام جایگزین شد"),
            Map.entry("inquiry.notice-told", "به دستگاه گفته شد"),
            Map.entry("inquiry.withdrawn", "استعلام پس گرفته شد"),
            Map.entry("inquiry.expired", "مهلت استعلام پایان یافت"),
            Map.entry("inquiry.escalated", "دیرکرد استعلام گزارش شد"),
            Map.entry("inquiry.reminded", "مهلت استعلام یادآوری شد"),
            Map.entry("inquiry.deadline-moved", "مهلت استعلام جابجا شد"),
            Map.entry("payment.billed", "قبض صادر شد"),
            Map.entry("payment.created", "پرداخت آغاز شد"),
            Map.entry("payment.started", "پرداخت به بانک رفت"),
            Map.entry("payment.returned", "پرداخت‌کننده از بانک برگشت"),
            Map.entry("payment.verifying", "از بانک تایید خواسته شد"),
            Map.entry("payment.verified", "بانک پرداخت را تایید کرد"),
            Map.entry("payment.settling", "از بانک تسویه خواسته شد"),
            Map.entry("payment.settled", "بانک پرداخت را تسویه کرد"),
            Map.entry("payment.unknown", "وضع پرداخت روشن نیست"),
            Map.entry("payment.reversed", "پول برگشت داده شد"),
            Map.entry("payment.failed", "پرداخت انجام نشد"),
            Map.entry("payment.overpaid", "پرداخت بیش از بدهی بود"),
            Map.entry("payment.bills-cancelled", "قبض باطل شد"),
            Map.entry("payment.resolved", "پرداخت روشن شد"),
            Map.entry("certificate.issued", "گواهی صادر شد"),
            Map.entry("payment.taken-back", "بانک پول را پس گرفت"),
            Map.entry("payment.other-order", "بانک این پول را از آنِ سفارش دیگری می‌داند"),
            Map.entry("certificate.held", "گواهی نگه داشته شد"),
            Map.entry("certificate.released", "گواهی آزاد شد"),
            Map.entry("certificate.revoked", "گواهی باطل شد"),
            Map.entry("delivery.stopped", "تحویل گواهی متوقف شد"),
            Map.entry("refund.due", "بازپرداخت بدهکار شد"),
            Map.entry("glass.broken", "دسترسی اضطراری باز شد"),
            Map.entry("glass.looked-through", "با دسترسی اضطراری دیده شد"));
    private static final Map<String, String> STATES = Map.of(
            "open", "باز",
            "waiting", "در انتظار",
            "approved", "تایید شده",
            "refused", "رد شده",
            "withdrawn", "انصراف",
            "valid", "معتبر",
            "held", "نگه‌داشته",
            "revoked", "باطل");

    private final Map<String, String> services = new HashMap<>();
    private final Map<String, String> papers = new HashMap<>();

    /** @param rules under which the case was opened, if they are known */
    CodeTerms(Optional<Text> rules) {
        rules.ifPresent(text -> {
            text.procedures().forEach(procedure -> services.put(procedure.service(), procedure.titleFa()));
            text.papers().forEach(paper -> papers.put(paper.code(), paper.fa()));
        });
    }

    static String event(String code) {
        return EVENTS.getOrDefault(code, code);
    }

    /** Of a case or a certificate. */
    static String state(String code) {
        return STATES.getOrDefault(code, code);
    }

    String service(String code) {
        return services.getOrDefault(code, code);
    }

    String paper(String kind) {
        return kind.startsWith(SheetHash.ANSWER)
                ? "پیوست پاسخ " + kind.substring(SheetHash.ANSWER.length())
                : papers.getOrDefault(kind, kind);
    }
}
