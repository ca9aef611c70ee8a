package city.pishkhan.evidence.internal;

import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.pdf.PersianPdf;
import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.CaseSubject;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.IssuedCertificate;
import city.pishkhan.proofs.Linked;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SheetHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of an evidence file for human readers, in Persian. */
final class CasePdf {
    private static final Messages MESSAGES = Messages.of(CasePdf.class);

    private static final int SHORT = 16;

    private final CodeTerms codeTerms;

    CasePdf(CodeTerms codeTerms) {
        this.codeTerms = codeTerms;
    }

    byte[] render(CaseNarrative caseNarrative, CaseProof proof) {
        CaseSubject subject = caseNarrative.subject();
        PersianPdf sheet = new PersianPdf(MESSAGES.persian("case-pdf.title/number", subject.number()), subject.opened())
                .heading(MESSAGES.persian("case-pdf.title"), 16)
                .paragraph(MESSAGES.persian("case-pdf.intro"))
                .table(new float[] {1, 3}, List.of(), facts(subject));
        certificate(sheet, caseNarrative.certificate());
        sheet.heading(MESSAGES.persian("case-pdf.sheets"), 11)
                .table(
                        new float[] {1.2f, 0.6f, 4.6f},
                        List.of(
                                MESSAGES.persian("case-pdf.kind"),
                                MESSAGES.persian("case-pdf.revision"),
                                MESSAGES.persian("case-pdf.sha256")),
                        caseNarrative.sheets().stream().map(this::sheet).toList());
        sheet.heading(MESSAGES.persian("case-pdf.events"), 11)
                .table(
                        new float[] {0.8f, 1.5f, 2.6f, 1.5f, 1.1f, 2.1f},
                        List.of(
                                MESSAGES.persian("case-pdf.number"),
                                MESSAGES.persian("case-pdf.time"),
                                MESSAGES.persian("case-pdf.event"),
                                MESSAGES.persian("case-pdf.actor"),
                                MESSAGES.persian("case-pdf.seal"),
                                MESSAGES.persian("case-pdf.digest-start")),
                        proof.entries().stream().map(one -> entry(one, proof)).toList());
        sheet.heading(MESSAGES.persian("case-pdf.seals"), 11)
                .table(
                        new float[] {0.8f, 1.6f, 4.6f},
                        List.of(
                                MESSAGES.persian("case-pdf.seal"),
                                MESSAGES.persian("case-pdf.time"),
                                MESSAGES.persian("case-pdf.root")),
                        proof.seals().stream()
                                .map(Linked::seal)
                                .map(CasePdf::seal)
                                .toList());
        return sheet.bytes();
    }

    private List<List<String>> facts(CaseSubject subject) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of(MESSAGES.persian("case-pdf.case-number"), subject.number()));
        facts.add(List.of(MESSAGES.persian("case-pdf.service"), codeTerms.service(subject.service())));
        facts.add(List.of(MESSAGES.persian("case-pdf.subject"), subject.subject()));
        facts.add(List.of(MESSAGES.persian("case-pdf.office"), subject.office()));
        facts.add(List.of(MESSAGES.persian("case-pdf.district"), digits(subject.district())));
        facts.add(List.of(MESSAGES.persian("case-pdf.state"), CodeTerms.state(subject.state())));
        facts.add(List.of(MESSAGES.persian("case-pdf.opened"), time(subject.opened())));
        if (subject.ended() != null) {
            facts.add(List.of(MESSAGES.persian("case-pdf.ended"), time(subject.ended())));
        }
        facts.add(List.of(MESSAGES.persian("case-pdf.procedure-version"), digits(subject.procedureVersion())));
        facts.add(List.of(MESSAGES.persian("case-pdf.rules-digest"), subject.ruleSet()));
        return facts;
    }

    private void certificate(PersianPdf sheet, @Nullable IssuedCertificate certificate) {
        if (certificate != null) {
            sheet.heading(MESSAGES.persian("case-pdf.certificate"), 11)
                    .table(
                            new float[] {1, 3},
                            List.of(),
                            List.of(
                                    List.of(
                                            MESSAGES.persian("case-pdf.kind"),
                                            codeTerms.service(certificate.template())),
                                    List.of(MESSAGES.persian("case-pdf.issued"), time(certificate.issued())),
                                    List.of(
                                            MESSAGES.persian("case-pdf.certificate-state"),
                                            CodeTerms.state(certificate.state())),
                                    List.of(MESSAGES.persian("case-pdf.digest"), certificate.digest())));
        }
    }

    private List<String> sheet(SheetHash sheet) {
        return List.of(codeTerms.paper(sheet.kind()), digits(sheet.revision()), sheet.sha256());
    }

    private static List<String> entry(Proven proven, CaseProof proof) {
        Entry entry = proven.entry();
        return List.of(
                digits(entry.position()),
                time(entry.at()),
                CodeTerms.event(entry.event()),
                entry.actor(),
                proven.hasSeal()
                        ? digits(coveringSeal(entry, proof).number())
                        : MESSAGES.persian("case-pdf.not-sealed"),
                entry.hash().substring(0, SHORT));
    }

    private static Seal coveringSeal(Entry entry, CaseProof proof) {
        return proof.seals().stream()
                .map(Linked::seal)
                .filter(seal -> seal.to() >= entry.number())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> seal(Seal seal) {
        return List.of(digits(seal.number()), time(seal.at()), seal.root());
    }

    private static String digits(long number) {
        return PersianText.persianDigits(Long.toString(number));
    }

    private static String time(Instant at) {
        return PersianDate.persian(at);
    }
}
