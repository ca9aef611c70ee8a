package city.pishkhan.doors.mapping;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.CertificatePapers;
import city.pishkhan.api.certificates.Certificates;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import java.io.ByteArrayInputStream;
import java.util.UUID;

/** Replies with certificates of cases, shared by several doors. */
public final class CertificateMapper {
    private final Certificates certificates;
    private final CertificatePapers papers;

    public CertificateMapper(Certificates certificates, CertificatePapers papers) {
        this.certificates = certificates;
        this.papers = papers;
    }

    /**
     * Replies in the form that the caller prefers.
     *
     * @param caseId id of a case that the caller may see completely
     */
    public DoorReply reply(DoorCall doorCall, UUID caseId) {
        return switch (doorCall.origin().wants()) {
            case PAGE -> DoorReply.page(200, papers.page(certificate(caseId)));
            case SHEET -> file(caseId);
            case DATA, MINIMAL -> DoorReply.ok(CommonCaseMapper.INSTANCE.certificate(certificate(caseId)));
        };
    }

    /** Replies with the certificate as a PDF file. */
    public DoorReply file(UUID caseId) {
        Certificate certificate = certificate(caseId);
        byte[] pdf = papers.pdf(certificate);
        String name = certificate.template() + "-" + certificate.number() + ".pdf";
        return DoorReply.ok(new DoorReply.File(name, Headers.PDF, pdf.length, new ByteArrayInputStream(pdf)));
    }

    private Certificate certificate(UUID caseId) {
        return certificates.findByCase(caseId).orElseThrow(() -> Refusal.notFound("certificate"));
    }
}
