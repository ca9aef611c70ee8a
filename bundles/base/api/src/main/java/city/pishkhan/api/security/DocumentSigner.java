package city.pishkhan.api.security;

/** Signs documents of the hub with the key whose certificate {@link city.pishkhan.api.certificates.CertificatePapers#signer} returns. */
public interface DocumentSigner {

    /**
     * Signs a PDF.
     *
     * @param pdf    PDF without a signature
     * @param reason reason shown to readers who validate the signature
     * @return the PDF with a signature over all of it (PAdES B-B)
     */
    byte[] signPdf(byte[] pdf, String reason);

    /**
     * Signs a text.
     *
     * @return ECDSA or RSA with SHA-256, Base64, over the UTF-8 of the text
     */
    String signText(String text);
}
