package city.pishkhan.evidence.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.proofs.CaseSubject;
import city.pishkhan.proofs.IssuedCertificate;
import city.pishkhan.proofs.SheetHash;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Data of a case in an evidence file besides its entries, without personal data. People, free text, file names and the content
 * of certificates are left out.
 *
 * @param certificate the case's certificate, or {@code null}
 */
record CaseNarrative(CaseSubject subject, List<SheetHash> sheets, @Nullable IssuedCertificate certificate) {

    static CaseNarrative of(CaseView view, Optional<Certificate> certificate) {
        return new CaseNarrative(
                new CaseSubject(
                        view.id().toString(),
                        view.number(),
                        view.service(),
                        view.subject(),
                        view.office(),
                        view.district(),
                        view.ruleSet(),
                        view.procedureVersion(),
                        view.state().name().toLowerCase(Locale.ROOT),
                        view.stage(),
                        view.opened(),
                        view.ended()),
                Stream.concat(
                                view.papers().stream()
                                        .map(p -> new SheetHash(
                                                p.kind(), p.revision(), p.sha256(), p.mediaType(), p.size())),
                                view.inquiries().stream().flatMap(CaseNarrative::answerSheets))
                        .sorted(Comparator.comparing(SheetHash::kind)
                                .thenComparing(SheetHash::revision)
                                .thenComparing(SheetHash::sha256))
                        .toList(),
                certificate
                        .map(c -> new IssuedCertificate(c.template(), c.number(), c.issued(), c.state(), c.digest()))
                        .orElse(null));
    }

    /** Sheets of an answer, in the order of the answer's entry. */
    private static Stream<SheetHash> answerSheets(InquiryView inquiry) {
        List<InquiryView.Sheet> sheets = inquiry.sheets();
        return IntStream.range(0, sheets.size())
                .mapToObj(i -> new SheetHash(
                        SheetHash.ANSWER + inquiry.agency(),
                        i + 1,
                        sheets.get(i).sha256(),
                        sheets.get(i).mediaType(),
                        sheets.get(i).size()));
    }

    UUID id() {
        return UUID.fromString(subject.id());
    }
}
