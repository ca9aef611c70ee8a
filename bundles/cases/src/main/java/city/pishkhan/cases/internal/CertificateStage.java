package city.pishkhan.cases.internal;

import city.pishkhan.api.Cases.Applicant;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Certificates.Certificate;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Payments;
import city.pishkhan.api.Payments.Bill;
import city.pishkhan.api.Payments.Duty;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.StageKind;
import city.pishkhan.spi.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Issues what the case was opened for. */
final class CertificateStage implements StageHandler {
    private final CaseStore store;
    private final Certificates certificates;
    private final Payments payments;
    private final Beforehand beforehand;
    private final Journal journal;

    CertificateStage(
            CaseStore store, Certificates certificates, Payments payments, Beforehand beforehand, Journal journal) {
        this.beforehand = beforehand;
        this.store = store;
        this.certificates = certificates;
        this.payments = payments;
        this.journal = journal;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.CERTIFICATE);
    }

    @Override
    public Outcome evaluate(Step step) {
        CaseFile file = step.file();
        try {
            beforehand.required(
                    step.rules(), step.rules().procedure(file.service).orElseThrow(), file.subject);
        } catch (Refusal revoked) {
            return new Outcome.Refused(revoked.code(), revoked.english() + " / " + revoked.persian());
        }
        Certificate issued =
                certificates.issue(file.id, file.number, step.stage().template(), content(file));
        // the code is the key to the public page and stays out of the journal
        journal.record(
                file.id,
                "certificate.issued",
                step.actor(),
                Map.of("template", issued.template(), "digest", issued.digest()));
        return Outcome.DONE;
    }

    private Map<String, Object> content(CaseFile file) {
        // what was asked for, found out and paid; what of it is shown is the template's affair
        Map<String, Object> content = new TreeMap<>(file.facts());
        content.put("case", file.number);
        // so that names cannot be tried out against the digest, which stays when they are erased
        content.put("nonce", UUID.randomUUID().toString());
        content.put("subject", file.subject);
        content.put("district", file.district);
        content.put("office", file.office);
        content.put("ruleSet", file.ruleSet);
        List<Bill> paid = payments.bills(file.id).stream()
                .filter(bill -> bill.state().equals("paid"))
                .toList();
        content.put("amount", paid.stream().mapToLong(Bill::amount).sum() - fee(paid));
        content.put("duties", duties(paid));
        content.put(
                "applicants",
                store.parties().applicants(file.id).stream()
                        .map(CertificateStage::named)
                        .toList());
        content.put(
                "conditions",
                store.inquiries().of(file.id).stream()
                        .filter(i -> i.settled() && i.spoken())
                        .flatMap(i -> conditions(i).stream())
                        .toList());
        return content;
    }

    /** A certificate says what was owed to the city; what the office took for its work is no part of that. */
    private static Stream<Duty> duties(Bill bill) {
        return bill.duties().stream().filter(duty -> !duty.code().equals(Payments.OFFICE_FEE));
    }

    private static long fee(List<Bill> paid) {
        return paid.stream()
                .flatMap(bill -> bill.duties().stream())
                .filter(duty -> duty.code().equals(Payments.OFFICE_FEE))
                .mapToLong(Duty::amount)
                .sum();
    }

    /** One line a duty, however many bills it was split into. */
    private static List<Map<String, Object>> duties(List<Bill> paid) {
        Map<String, Duty> byCode = new LinkedHashMap<>();
        paid.stream()
                .flatMap(CertificateStage::duties)
                .forEach(duty -> byCode.merge(
                        duty.code(),
                        duty,
                        (a, b) -> new Duty(a.code(), a.titleEn(), a.titleFa(), Math.addExact(a.amount(), b.amount()))));
        return byCode.values().stream()
                .<Map<String, Object>>map(duty ->
                        new TreeMap<>(Map.of("code", duty.code(), "title", duty.titleFa(), "amount", duty.amount())))
                .toList();
    }

    private static Map<String, Object> named(Applicant applicant) {
        return new TreeMap<>(Map.of("role", applicant.role(), "name", applicant.name()));
    }

    private static List<Map<String, Object>> conditions(InquiryRow inquiry) {
        return inquiry.answer().conditions().stream()
                .<Map<String, Object>>map((Condition c) ->
                        new TreeMap<>(Map.of("agency", inquiry.agency, "code", c.code(), "text", c.text())))
                .toList();
    }

    @Override
    public List<String> waitsFor(Step step, Seen seen) {
        return List.of();
    }
}
