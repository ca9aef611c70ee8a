package city.pishkhan.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedPdfTest {
    private static final Instant AT = Instant.parse("2026-11-25T08:30:00Z");

    private record Signer(KeyPair keys, X509Certificate certificate) {
        static Signer of(String kind, int bits, String algorithm) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=Pishkhan certificates");
            var certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.ONE,
                            Date.from(AT.minusSeconds(60)),
                            Date.from(AT.plusSeconds(86_400)),
                            name,
                            keys.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()));
            return new Signer(keys, new JcaX509CertificateConverter().getCertificate(certificate));
        }

        byte[] sign(byte[] pdf) {
            return SignedPdf.sign(pdf, keys.getPrivate(), certificate, "گواهی شهرداری", AT);
        }
    }

    @ParameterizedTest
    @CsvSource({"EC,256,SHA256withECDSA", "RSA,2048,SHA256withRSA"})
    void signatureCoversWholeFileAndIsValid(String kind, int bits, String algorithm) throws Exception {
        Signer signer = Signer.of(kind, bits, algorithm);
        byte[] signed = signer.sign(PersianPdfTest.page());
        Files.write(Path.of("target/signed-" + kind + ".pdf"), signed);
        try (PDDocument read = Loader.loadPDF(signed)) {
            assertEquals(1, read.getSignatureDictionaries().size());
            PDSignature signature = read.getSignatureDictionaries().get(0);
            assertEquals("ETSI.CAdES.detached", signature.getSubFilter());
            assertEquals("گواهی شهرداری", signature.getReason());
            assertEquals(AT, signature.getSignDate().toInstant());
            int[] range = signature.getByteRange();
            assertEquals(0, range[0]);
            assertEquals(signed.length, range[2] + range[3], "to the last byte");
            assertTrue(isValid(signature, signed, signer.certificate));
            assertTrue(new PDFTextStripper().getText(read).contains("پروانه ساختمانی"));
        }
    }

    @Test
    void changedByteInvalidatesSignature() throws Exception {
        Signer signer = Signer.of("EC", 256, "SHA256withECDSA");
        byte[] signed = signer.sign(PersianPdfTest.page());
        byte[] changed = signed.clone();
        changed[600] ^= 1;
        try (PDDocument read = Loader.loadPDF(signed)) {
            assertFalse(isValid(read.getSignatureDictionaries().get(0), changed, signer.certificate));
        }
    }

    @Test
    void signatureNamesCertificateButNoSigningTime() throws Exception {
        Signer signer = Signer.of("EC", 256, "SHA256withECDSA");
        byte[] signed = signer.sign(PersianPdfTest.page());
        try (PDDocument read = Loader.loadPDF(signed)) {
            SignerInformation information =
                    information(read.getSignatureDictionaries().get(0), signed);
            assertNull(information.getSignedAttributes().get(CMSAttributes.signingTime));
            assertEquals(
                    1,
                    information
                            .getSignedAttributes()
                            .getAll(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                            .size());
        }
    }

    @Test
    void rejectsKeyThatCannotSign() throws Exception {
        Signer ec = Signer.of("EC", 256, "SHA256withECDSA");
        KeyPair other = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        byte[] page = PersianPdfTest.page();
        assertThrows(
                IllegalStateException.class,
                () -> SignedPdf.sign(page, other.getPrivate(), ec.certificate, "گواهی", AT));
        assertArrayEquals(page, PersianPdfTest.page());
    }

    private static boolean isValid(PDSignature signature, byte[] file, X509Certificate certificate) throws Exception {
        try {
            return information(signature, file)
                    .verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()));
        } catch (CMSException e) {
            return false;
        }
    }

    private static SignerInformation information(PDSignature signature, byte[] file)
            throws CMSException, GeneralSecurityException, java.io.IOException {
        CMSSignedData cms = new CMSSignedData(
                new CMSProcessableByteArray(signature.getSignedContent(file)), signature.getContents());
        assertEquals(1, cms.getCertificates().getMatches(null).size());
        return cms.getSignerInfos().getSigners().iterator().next();
    }
}
