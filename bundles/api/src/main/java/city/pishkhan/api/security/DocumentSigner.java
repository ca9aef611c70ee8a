package city.pishkhan.api.security;

/** Signs what the hub itself says on paper, with the key whose certificate {@link city.pishkhan.api.certificates.CertificatePapers#signer} gives out. */
public interface DocumentSigner {

    /**
     * @param pdf    without a signature
     * @param reason shown to who checks it
     * @return the same with a signature over all of it (PAdES B-B)
     */
    byte[] pdf(byte[] pdf, String reason);

    /** @return ECDSA or RSA with SHA-256, Base64, over the UTF-8 of the text */
    String word(String text);
}
