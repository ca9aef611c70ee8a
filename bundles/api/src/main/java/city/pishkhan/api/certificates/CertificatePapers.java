package city.pishkhan.api.certificates;

import city.pishkhan.api.certificates.Certificates.Certificate;
import java.time.Instant;

/** Certificates as people hold them: a page, a signed PDF, and the hub's signed word on one. Made when somebody asks, never before. */
public interface CertificatePapers {

    /** @return HTML, UTF-8, Persian, right to left */
    String page(Certificate certificate);

    /** @return PDF, A4, Persian, its fonts inside, with a QR code that leads to {@code /verify}, signed by the hub (PAdES B-B) */
    byte[] pdf(Certificate certificate);

    /** The hub's word on a certificate as it stands now. @param certificate its public part is enough */
    Word attest(Certificate certificate);

    /** What a template is called; its own name where nobody named it. */
    Title title(String template);

    record Title(String en, String fa) {}

    /** The certificate (X.509, PEM) of the key that signs PDFs and words. */
    String signer();

    /**
     * @param checked   when the hub said so
     * @param signature ECDSA or RSA with SHA-256, Base64, over the UTF-8 of {@code pishkhan-certificate-1 <state> <digest> <checked>}, one
     *                  blank between each
     */
    record Word(Instant checked, String signature) {}
}
