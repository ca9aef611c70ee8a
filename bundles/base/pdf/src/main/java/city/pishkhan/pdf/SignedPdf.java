package city.pishkhan.pdf;

import city.pishkhan.pdf.internal.Cades;
import com.lowagie.text.DocumentException;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfSignature;
import com.lowagie.text.pdf.PdfSignatureAppearance;
import com.lowagie.text.pdf.PdfStamper;
import com.lowagie.text.pdf.PdfString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;

/**
 * Signs PDF files as PAdES (ETSI EN 319 142-1), baseline level B-B. The signature is a detached CMS inside the file and covers all other
 * bytes. PDF readers show and verify it.
 */
public final class SignedPdf {
    private static final PdfName PADES = new PdfName("ETSI.CAdES.detached");
    /** bytes reserved for the CMS: a certificate, two digests and a signature need about half of them */
    private static final int CMS_BYTES = 8_192;

    private SignedPdf() {}

    /**
     * Signs a PDF.
     *
     * @param pdf unsigned PDF
     * @param key private key of the certificate, EC or RSA
     * @param certificate the signer's certificate, which is included in the signature
     * @param reason reason for the signature, shown by PDF readers
     * @param at signing time by the signer's clock
     * @return the signed PDF
     */
    public static byte[] sign(byte[] pdf, PrivateKey key, X509Certificate certificate, String reason, Instant at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PdfStamper stamper = PdfStamper.createSignature(new PdfReader(pdf), out, '\0', null, true);
            PdfSignatureAppearance field = stamper.getSignatureAppearance();
            PdfSignature signature = new PdfSignature(PdfName.ADOBE_PPKLITE, PADES);
            signature.setReason(reason);
            signature.setDate(new PdfDate(moment(at)));
            field.setCryptoDictionary(signature);
            // two hexadecimal digits for each byte, and the angle brackets around them
            field.preClose(new HashMap<>(Map.of(PdfName.CONTENTS, 2 * CMS_BYTES + 2)));
            byte[] cms = Cades.detached(field.getRangeStream().readAllBytes(), key, certificate);
            if (cms.length > CMS_BYTES) {
                throw new IllegalStateException("The signature has " + cms.length + " bytes, more than " + CMS_BYTES);
            }
            byte[] padded = new byte[CMS_BYTES];
            System.arraycopy(cms, 0, padded, 0, cms.length);
            PdfDictionary contents = new PdfDictionary();
            contents.put(PdfName.CONTENTS, new PdfString(padded).setHexWriting(true));
            field.close(contents);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DocumentException e) {
            throw new IllegalStateException("The file cannot be signed", e);
        }
    }

    private static GregorianCalendar moment(Instant at) {
        GregorianCalendar moment = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        moment.setTimeInMillis(at.toEpochMilli());
        return moment;
    }
}
