package city.pishkhan.evidence.internal;

import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.pdf.Sheet;
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

/** An evidence file's content for people, in Persian. */
final class CasePdf {
    private static final int SHORT = 16;

    private final CodeTerms codeTerms;

    CasePdf(CodeTerms codeTerms) {
        this.codeTerms = codeTerms;
    }

    byte[] of(CaseNarrative caseNarrative, CaseProof proof) {
        CaseSubject subject = caseNarrative.subject();
        Sheet sheet = new Sheet("گواه پرونده " + subject.number(), subject.opened())
                .heading("گواه پرونده", 16)
                .paragraph(
                        "این برگ برای خواندن است. آنچه ثابت می‌شود در فایل‌های همراه آن است و با برنامه راستی‌آزما آزموده می‌شود."
                                + " هیچ داده شخصی در آن نیست.")
                .table(new float[] {1, 3}, List.of(), facts(subject));
        certificate(sheet, caseNarrative.certificate());
        sheet.heading("برگ‌ها", 11)
                .table(
                        new float[] {1.2f, 0.6f, 4.6f},
                        List.of("نوع", "ویرایش", "چکیده SHA-256"),
                        caseNarrative.sheets().stream().map(this::sheet).toList());
        sheet.heading("رویدادها", 11)
                .table(
                        new float[] {0.8f, 1.5f, 2.6f, 1.5f, 1.1f, 2.1f},
                        List.of("شماره", "زمان", "رویداد", "کننده", "مُهر", "آغاز چکیده"),
                        proof.entries().stream().map(one -> entry(one, proof)).toList());
        sheet.heading("مُهرها", 11)
                .table(
                        new float[] {0.8f, 1.6f, 4.6f},
                        List.of("مُهر", "زمان", "ریشه درخت تا این مُهر"),
                        proof.seals().stream()
                                .map(Linked::seal)
                                .map(CasePdf::seal)
                                .toList());
        return sheet.bytes();
    }

    private List<List<String>> facts(CaseSubject subject) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("شماره پرونده", subject.number()));
        facts.add(List.of("خدمت", codeTerms.service(subject.service())));
        facts.add(List.of("ملک یا خودرو", subject.subject()));
        facts.add(List.of("دفتر", subject.office()));
        facts.add(List.of("منطقه", digits(subject.district())));
        facts.add(List.of("وضعیت", CodeTerms.state(subject.state())));
        facts.add(List.of("باز شده", time(subject.opened())));
        if (subject.ended() != null) {
            facts.add(List.of("پایان یافته", time(subject.ended())));
        }
        facts.add(List.of("ویرایش فرایند", digits(subject.procedureVersion())));
        facts.add(List.of("چکیده ضوابط", subject.ruleSet()));
        return facts;
    }

    private void certificate(Sheet sheet, IssuedCertificate certificate) {
        if (certificate != null) {
            sheet.heading("گواهی", 11)
                    .table(
                            new float[] {1, 3},
                            List.of(),
                            List.of(
                                    List.of("نوع", codeTerms.service(certificate.template())),
                                    List.of("صدور", time(certificate.issued())),
                                    List.of("وضعیت هنگام ساخت این فایل", CodeTerms.state(certificate.state())),
                                    List.of("چکیده", certificate.digest())));
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
                proven.sealed() ? digits(over(entry, proof).number()) : "هنوز نه",
                entry.hash().substring(0, SHORT));
    }

    /** The first seal that covers it. */
    private static Seal over(Entry entry, CaseProof proof) {
        return proof.seals().stream()
                .map(Linked::seal)
                .filter(seal -> seal.to() >= entry.sequence())
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
