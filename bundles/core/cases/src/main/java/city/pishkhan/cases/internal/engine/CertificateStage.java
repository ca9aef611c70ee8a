package city.pishkhan.cases.internal.engine;

import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.State;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.money.Payments;
import city.pishkhan.api.money.Payments.Bill;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.cases.internal.model.CaseFile;
import city.pishkhan.cases.internal.model.InquiryEntity;
import city.pishkhan.cases.internal.rules.DutyFigures;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.spi.Condition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Issues the certificate of the case. */
final class CertificateStage implements StageHandler {
    private final CaseRepository store;
    private final Certificates certificates;
    private final Payments payments;
    private final Journal journal;

    CertificateStage(CaseRepository store, Certificates certificates, Payments payments, Journal journal) {
        this.payments = payments;
        this.store = store;
        this.certificates = certificates;
        this.journal = journal;
    }

    @Override
    public Set<StageKind> kinds() {
        return Set.of(StageKind.CERTIFICATE);
    }

    @Override
    public Outcome evaluate(Step step) {
        CaseFile file = step.file();
        List<Bill> bills = payments.bills(file.id());
        if (!unpaid(bills).isEmpty()) {
            // the case waits: a payment was reversed, or two payments claim the same bill
            return new Outcome.Waits(State.WAITING);
        }
        Certificate issued =
                certificates.issue(file.id(), file.number(), step.stage().template(), content(step), file.personal());
        // The code gives access to the public page, so it is not journaled.
        journal.record(
                file.id(),
                "certificate.issued",
                step.actor(),
                Map.of("template", issued.template(), "digest", issued.digest()));
        return Outcome.DONE;
    }

    private Map<String, Object> content(Step step) {
        CaseFile file = step.file();
        // all facts of the case; the template selects the ones to show
        Map<String, Object> content = new TreeMap<>(file.facts());
        content.put("case", file.number());
        // A random value, so that names cannot be guessed from the digest, which remains after the names are erased.
        content.put("nonce", UUID.randomUUID().toString());
        content.put("subject", file.subject());
        content.put("district", file.district());
        content.put("office", file.office());
        content.put("ruleSet", file.ruleSet());
        content.putAll(DutyFigures.certified(DutyFigures.lines(
                step.rules(),
                step.rules().procedure(file.service()).orElseThrow(),
                step.stage().id(),
                file.facts())));
        content.put(
                "applicants",
                store.parties().applicants(file.id()).stream()
                        .map(CertificateStage::named)
                        .toList());
        content.put(
                "conditions",
                store.inquiries().lock(file.id()).stream()
                        .filter(i -> i.isSettled() && i.hasAnswer())
                        .flatMap(i -> conditions(i).stream())
                        .toList());
        return content;
    }

    private static Map<String, Object> named(Applicant applicant) {
        return new TreeMap<>(Map.of("role", applicant.role(), "name", applicant.name()));
    }

    private static List<Map<String, Object>> conditions(InquiryEntity inquiry) {
        return Objects.requireNonNull(inquiry.answer()).conditions().stream()
                .<Map<String, Object>>map((Condition c) ->
                        new TreeMap<>(Map.of("agency", inquiry.agency(), "code", c.code(), "text", c.text())))
                .toList();
    }

    private static List<Bill> unpaid(List<Bill> bills) {
        return bills.stream()
                .filter(b -> b.state().equals("open") || b.state().equals("pending"))
                .toList();
    }

    @Override
    public List<String> waitsFor(Step step, StageContents seen) {
        return unpaid(payments.bills(step.file().id())).stream()
                .map(b -> "payment:" + b.billId())
                .toList();
    }
}
