package city.pishkhan.api.certificates;

import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.util.List;

/** Presentations of certificates: an HTML page, a signed PDF, and the hub's signed statement of the state. Each is created on request. */
public interface CertificatePapers {

    /**
     * Renders the page of a certificate.
     *
     * @return HTML, UTF-8, Persian, right to left
     */
    String page(Certificate certificate);

    /**
     * Renders the PDF of a certificate.
     *
     * @return PDF, A4, Persian, with embedded fonts and a QR code for {@code /verify}, signed by the hub (PAdES B-B)
     */
    byte[] pdf(Certificate certificate);

    /**
     * Signs a statement of the certificate's present state.
     *
     * @param certificate the certificate, with or without the personal part of its content
     */
    SignedStatement attest(Certificate certificate);

    /** Title of a template; the template's name if it has no title. */
    Title title(String template);

    /** English and Persian title. */
    record Title(String en, String fa) {}

    /**
     * The facts that anybody who verifies a certificate may see: the property or vehicle, the key figures of its
     * template and the last day of validity. They contain no personal data.
     *
     * @param certificate the certificate with its content, from which the facts are read
     */
    List<Fact> facts(Certificate certificate);

    /** Label and value of a fact. */
    record Fact(Text label, Text value) {}

    /** The certificate (X.509, PEM) of the key that signs PDFs and statements. */
    String signer();

    /**
     * The hub's signed statement of a certificate's state.
     *
     * @param checked   time of the statement
     * @param signature ECDSA or RSA with SHA-256, Base64, over the UTF-8 of {@code pishkhan-certificate-1 <state> <digest>
     *                  <checked>}, separated by single spaces
     */
    record SignedStatement(Instant checked, String signature) {}
}
