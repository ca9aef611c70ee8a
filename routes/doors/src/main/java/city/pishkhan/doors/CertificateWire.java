package city.pishkhan.doors;

import city.pishkhan.api.CertificatePapers;
import city.pishkhan.api.Certificates;
import city.pishkhan.api.Certificates.Certificate;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.Headers;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/** Certificates of cases, as several doors hand them out. */
public final class CertificateWire {
    private final Certificates certificates;
    private final CertificatePapers papers;

    public CertificateWire(Certificates certificates, CertificatePapers papers) {
        this.certificates = certificates;
        this.papers = papers;
    }

    /** In the form that the caller wants. @param caseId which the caller may see whole */
    public Reply reply(Call call, UUID caseId) {
        return switch (call.origin().wants()) {
            case PAGE -> Reply.page(200, papers.page(of(caseId)));
            case SHEET -> file(caseId);
            case DATA -> Reply.ok(CaseWire.certificate(of(caseId)));
        };
    }

    /** As a file. */
    public Reply file(UUID caseId) {
        Certificate certificate = of(caseId);
        byte[] pdf = papers.pdf(certificate);
        String name = certificate.template() + "-" + certificate.number() + ".pdf";
        return Reply.ok(new Reply.File(name, Headers.PDF, pdf.length, new ByteArrayInputStream(pdf)));
    }

    private Certificate of(UUID caseId) {
        return certificates.ofCase(caseId).orElseThrow(() -> Refusal.notFound("certificate", "گواهی"));
    }
}
