package city.pishkhan.certificates.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;

import city.pishkhan.api.CityIdentity.Identity;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Certificates.Certificate;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.RuleTexts.Fact;
import city.pishkhan.api.rules.RuleTexts.Word;
import city.pishkhan.messages.Text;
import city.pishkhan.pdf.Emblem;
import city.pishkhan.stubs.Stubs;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatePaperServiceTest {
    private static final Path SHIPPED = Path.of("../../../etc/certificates");
    private static final Instant NOW = Instant.parse("2026-11-25T08:30:00.123Z");
    private static final String CODE = "01234-56789-ABCDE-FGHJK-MNPQR-S";
    private static final String DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    Path folder;

    private static final RuleTexts RULES = rules();

    private static RuleTexts rules() {
        RuleTexts rules = Stubs.strict(RuleTexts.class);
        doReturn(Optional.empty()).when(rules).text(any());
        doReturn(Optional.of(new RuleTexts.Text(
                        "rules-1",
                        1,
                        List.of(),
                        List.of(),
                        List.of(
                                new Fact("district", "integer", null, "district", "منطقه"),
                                new Fact("model", "text", null, "model", "سیستم و تیپ")),
                        List.of(),
                        List.of(
                                new Word("residential", "residential", "مسکونی"),
                                new Word("water", "water company", "شرکت آب و فاضلاب")),
                        Map.of(),
                        null,
                        List.of())))
                .when(rules)
                .text("rules-1");
        return rules;
    }

    private static final Identity CITY = new Identity(
            new Text("Municipality of Example", "شهرداری شهر نمونه"),
            new Text("Urban Planning", "معاونت شهرسازی و معماری"),
            "مهدی رستگار",
            "معاون شهرسازی و معماری",
            emblem());

    private static String emblem() {
        try {
            return Emblem.read(Files.readString(SHIPPED.resolve("emblem.svg"))).svg();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CertificatePaperService service(Path templates) {
        return new CertificatePaperService(
                () -> CITY,
                RULES,
                new Templates(templates),
                new SigningKey(folder.resolve("keys/certificates.p12"), () -> "a long password", true, shared -> {}),
                "https://pishkhan.example/",
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Certificate permit(String state) {
        Map<String, Object> content = new TreeMap<>();
        content.put("ruleSet", "rules-1");
        content.put("nonce", "never shown");
        content.put("subject", "22-3-17-4-1-0-0");
        content.put("district", 22);
        content.put("floors", 8);
        content.put("validUntil", "2028-11-24");
        content.put("parts", List.of(Map.of("use", "residential", "area", 1200, "units", 16)));
        content.put(
                "applicants",
                List.of(
                        Map.of("role", "owner", "name", "<b>سارا</b> & مریم"),
                        Map.of("role", "proxy", "name", "علی رضایی")));
        content.put(
                "conditions",
                List.of(Map.of("agency", "water", "code", "W-2", "text", "separate meter - انشعاب جداگانه")));
        content.put(
                "duties",
                List.of(Map.of("code", "building", "title", "عوارض زیربنا و پذیره", "amount", 4_243_277_000L)));
        return new Certificate(
                CODE,
                UUID.randomUUID(),
                "22-1405-0000123-2",
                "building-permit",
                content,
                state,
                Instant.parse("2026-11-24T21:00:00Z"),
                DIGEST);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            // this stripper ignores marked content, so that the text is read from the glyphs alone; PDFBox mirrors
            // brackets itself
            return new PDFTextStripper() {
                @Override
                public void beginMarkedContentSequence(COSName tag, COSDictionary properties) {}

                @Override
                public void endMarkedContentSequence() {}
            }.getText(read);
        }
    }

    @Test
    void pdfShowsPersianTextOfTemplate() throws Exception {
        byte[] pdf = service(SHIPPED).pdf(permit("valid"));
        Files.write(Path.of("target/permit.pdf"), pdf);
        String text = text(pdf);
        for (String said : List.of(
                "شهرداری شهر نمونه",
                "معاونت شهرسازی و معماری",
                "مهدی رستگار",
                "پروانه ساختمانی",
                "۲۲-۳-۱۷-۴-۱-۰-۰ کد نوسازی",
                "۲۲ منطقه",
                "<b>سارا</b> & مریم (مالک)",
                "علی رضایی (وکیل)",
                "مسکونی، ۱۲۰۰ متر مربع، ۱۶ واحد",
                "شرکت آب و فاضلاب، W-2: انشعاب جداگانه",
                "عوارض زیربنا و پذیره: ۴٬۲۴۳٬۲۷۷٬۰۰۰ ریال",
                "۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲",
                "۱۴۰۵/۰۹/۰۴",
                "۱۴۰۷/۰۹/۰۴",
                CODE,
                DIGEST,
                "https://pishkhan.example/verify/" + CODE)) {
            assertTrue(text.contains(said), said + " in: " + text);
        }
        assertFalse(text.contains("separate meter"), "the conditions are in one language: " + text);
        assertFalse(
                text.replaceAll("[!-~]*[a-zA-Z][!-~]*", "").matches("(?s).*[0-9].*"),
                "only codes have Latin digits: " + text);
        assertFalse(text.contains("باطل") || text.contains("never shown"), text);
    }

    @Test
    void qrCodeLinksToVerificationOnOnePage() throws Exception {
        try (PDDocument read = Loader.loadPDF(service(SHIPPED).pdf(permit("valid")))) {
            assertEquals(1, read.getNumberOfPages());
            BufferedImage image = new PDFRenderer(read).renderImageWithDPI(0, 150);
            ImageIO.write(image, "png", Path.of("target/permit.png").toFile());
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            assertEquals(
                    "https://pishkhan.example/verify/" + CODE,
                    new QRCodeReader()
                            .decode(new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                            .getText());
        }
    }

    @Test
    void longCertificateIsReadableOnAllPages() throws Exception {
        Map<String, Object> content = new TreeMap<>(permit("valid").content());
        content.put(
                "applicants",
                IntStream.rangeClosed(1, 24)
                        .mapToObj(
                                i -> Map.of("role", "owner", "name", "سیده فاطمه‌زهرا موسوی‌نژاد خراسانی شمارهٔ " + i))
                        .toList());
        content.put(
                "conditions",
                IntStream.rangeClosed(1, 40)
                        .mapToObj(i -> Map.of(
                                "agency",
                                "water",
                                "code",
                                "W-" + i,
                                "text",
                                "رعایت حریم شبکه و نصب کنتور جداگانه برای هر واحد. ".repeat(1 + i % 3)))
                        .toList());
        Certificate one = permit("valid");
        byte[] pdf = service(SHIPPED)
                .pdf(new Certificate(
                        one.code(),
                        one.caseId(),
                        one.number(),
                        one.template(),
                        content,
                        "valid",
                        one.issued(),
                        one.digest()));
        Files.write(Path.of("target/permit-long.pdf"), pdf);
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertTrue(read.getNumberOfPages() >= 2 && read.getNumberOfPages() <= 4, "" + read.getNumberOfPages());
            for (int page = 1; page <= read.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(read);
                assertTrue(text.contains("۲۲-۱۴۰۵-۰۰۰۰۱۲۳-۲"), "the number is on each page: " + text);
                assertTrue(text.contains("صفحهٔ " + "۰۱۲۳۴".charAt(page) + " از"), text);
            }
        }
    }

    @Test
    void publicFactsDescribeCertificateWithoutPersons() {
        Map<String, String> facts = new TreeMap<>();
        service(SHIPPED)
                .facts(permit("valid"))
                .forEach(fact -> facts.put(fact.label().english(), fact.value().english()));
        assertEquals(
                Map.of(
                        "Renovation code", "22-3-17-4-1-0-0",
                        "district", "22",
                        "Storeys", "8",
                        "Units", "16",
                        "Floor area in m²", "1200",
                        "Use", "residential",
                        "Valid until", "2028-11-24"),
                facts);
    }

    @Test
    void isSignedByKeyThatPersists() throws Exception {
        CertificatePaperService certificatePaperService = service(SHIPPED);
        byte[] pdf = certificatePaperService.pdf(permit("valid"));
        X509Certificate signer = signer(certificatePaperService);
        assertEquals(
                "CN=Pishkhan certificates", signer.getSubjectX500Principal().getName());
        try (PDDocument read = Loader.loadPDF(pdf)) {
            PDSignature signature = read.getSignatureDictionaries().get(0);
            assertEquals("پروانه ساختمانی", signature.getReason());
            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(pdf)), signature.getContents());
            assertTrue(cms.getSignerInfos()
                    .getSigners()
                    .iterator()
                    .next()
                    .verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer)));
        }
        assertEquals(signer, signer(service(SHIPPED)), "after a restart it is the same");
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/certificates.p12"))));
    }

    @Test
    void revokedCertificateIsMarked() throws Exception {
        String text = text(service(SHIPPED).pdf(permit("revoked")));
        assertTrue(text.contains("این گواهی باطل شده است"), text);
        assertTrue(service(SHIPPED).page(permit("revoked")).contains("class=\"revoked\""));
    }

    @Test
    void heldCertificateIsNotMarkedAsRevoked() throws Exception {
        String text = text(service(SHIPPED).pdf(permit("held")));
        assertTrue(text.contains("این گواهی تعلیق شده است"), text);
        assertFalse(text.contains("باطل"), text);
    }

    @Test
    void pageIsPersianAndEscaped() {
        String page = service(SHIPPED).page(permit("valid"));
        assertTrue(page.contains("dir=\"rtl\"") && page.contains("پروانه ساختمانی") && page.contains("۱۲۰۰"));
        assertTrue(page.contains("&lt;b&gt;سارا&lt;/b&gt; &amp; مریم"));
        assertFalse(page.contains("<b>سارا"));
        assertTrue(page.contains(DIGEST));
    }

    @Test
    void drawsVehiclePlate() throws Exception {
        byte[] pdf = service(SHIPPED)
                .pdf(new Certificate(
                        CODE,
                        UUID.randomUUID(),
                        "22-1405-0000124-0",
                        "vehicle-settlement",
                        Map.of("plate", "12ب14547", "year", 1405, "amount", 2_600_000, "nonce", "x"),
                        "valid",
                        NOW,
                        DIGEST));
        Files.write(Path.of("target/vehicle.pdf"), pdf);
        String text = text(pdf);
        assertTrue(text.contains("ایران") && text.contains("۱۴۵") && text.contains("۴۷"), text);
    }

    @Test
    void factShownAsFigureIsListedOnce() {
        Certificate settled = new Certificate(
                CODE,
                UUID.randomUUID(),
                "22-1405-0000124-0",
                "vehicle-settlement",
                Map.of("plate", "12ب14547", "year", 1405),
                "valid",
                NOW,
                DIGEST);
        assertEquals(
                List.of("Plate", "Paid until the end of the year"),
                service(SHIPPED).facts(settled).stream()
                        .map(fact -> fact.label().english())
                        .toList());
    }

    @Test
    void expiredCertificateIsMarkedOnPaperAndPage() throws Exception {
        Certificate expired = new Certificate(
                CODE,
                UUID.randomUUID(),
                "22-1403-0000123-2",
                "building-permit",
                Map.of("subject", "22-3-17-4-1-0-0", "validUntil", "2026-11-24"),
                "expired",
                NOW,
                DIGEST);
        assertTrue(service(SHIPPED).page(expired).contains("مدت اعتبار این گواهی پایان یافته است"));
        assertTrue(text(service(SHIPPED).pdf(expired)).contains("پایان یافته است"));
    }

    @Test
    void templateFileControlsShownRows() throws Exception {
        Certificate settlement = new Certificate(
                CODE,
                UUID.randomUUID(),
                "22-1405-0000124-0",
                "vehicle-settlement",
                Map.of("ruleSet", "rules-1", "plate", "12ب14547", "model", "پراید", "amount", 2_600_000, "nonce", "x"),
                "valid",
                NOW,
                DIGEST);
        String plain = service(folder).page(settlement);
        assertTrue(
                plain.contains("سیستم و تیپ") && plain.contains("پراید") && plain.contains("<h1>vehicle-settlement"));
        assertFalse(plain.contains("nonce") || plain.contains("ruleSet"));
        Files.writeString(
                folder.resolve("vehicle-settlement.yaml"),
                """
                title: {fa: مفاصاحساب خودرو, en: Vehicle settlement}
                rows:
                  - {key: plate, fa: پلاک}
                  - {key: vin, fa: شماره شاسی, as: code}
                  - {key: amount, fa: مبلغ, as: rial}
                """);
        String page = service(folder).page(settlement);
        assertTrue(page.contains("<h1>مفاصاحساب خودرو") && page.contains("۲٬۶۰۰٬۰۰۰ ریال"), page);
        assertFalse(page.contains("پراید"), "only what the file names");
        assertFalse(page.contains("شاسی"), "and only what is there");
        assertEquals(
                "Vehicle settlement",
                service(folder).title("vehicle-settlement").en());
        assertEquals("unheard-of", service(folder).title("unheard-of").fa());
    }

    /** A row whose key is in no certificate would never be shown, and a fact without a name in the rules would be shown as a code. */
    @Test
    void shippedTemplateRowsHaveFactsAndLabels() throws Exception {
        assertEquals(Optional.empty(), service(SHIPPED).problem());
        JsonNode facts = new YAMLMapper()
                .readTree(Files.readString(Path.of("../../../etc/procedures/vocabulary.yaml")))
                .path("facts");
        Map<String, Set<String>> others = Map.of(
                "subject", Set.of(),
                "office", Set.of(),
                "amount", Set.of(),
                "applicants", Set.of("role", "name"),
                "conditions", Set.of("agency", "code", "text"),
                "duties", Set.of("code", "title", "amount"));
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                for (Template.Row row : Template.read(Files.readString(file)).rows()) {
                    String place = file.getFileName() + ": " + row.key();
                    if (!facts.has(row.key()) && !others.containsKey(row.key())) {
                        wrong.add(place + " is nothing that a certificate says");
                    }
                    if (row.fa() == null && !facts.path(row.key()).path("title").has("fa")) {
                        wrong.add(place + " has no label");
                    }
                    Template.FIELD
                            .matcher(row.line() == null ? "" : row.line())
                            .results()
                            .map(field -> field.group(1))
                            .filter(field -> !others.getOrDefault(row.key(), Set.of())
                                            .contains(field)
                                    && !facts.path(row.key()).path("fields").has(field))
                            .forEach(field -> wrong.add(place + " has no field " + field));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void invalidTemplateIsReportedAndNotPrinted() throws Exception {
        Files.writeString(folder.resolve("building-permit.yaml"), "title: {fa: x, en: y}\nrows: [{kee: subject}]\n");
        Refusal refusal = assertThrows(Refusal.class, () -> service(folder).pdf(permit("valid")));
        assertEquals("certificate.template", refusal.code());
        Files.writeString(folder.resolve("building-permit.yaml"), "title: {fa: x}\nrows: []\n");
        assertThrows(Refusal.class, () -> service(folder).page(permit("valid")));
        assertEquals("building-permit", service(folder).title("building-permit").fa());
        assertEquals(
                Optional.of("building-permit.yaml: title needs fa and en"),
                service(folder).problem(),
                "before somebody asks for one");
        Files.writeString(
                folder.resolve("building-permit.yaml"),
                "title: {fa: x, en: y}\nrows: [{key: duties, line: '{title}: {amount|rail}'}]\n");
        assertTrue(service(folder).problem().orElseThrow().contains("line of duties: a field must be {name}"));
        Files.delete(folder.resolve("building-permit.yaml"));
        Files.writeString(folder.resolve("permit.yml"), "title: {fa: x, en: y}\nrows: []\n");
        assertTrue(service(folder).problem().orElseThrow().startsWith("permit.yml: a template must be named"));
        assertEquals("../secrets", service(folder).title("../secrets").fa(), "a name is no path");
    }

    @Test
    void attestationIsSigned() throws Exception {
        CertificatePaperService certificatePaperService = service(SHIPPED);
        var word = certificatePaperService.attest(permit("valid"));
        assertEquals(Instant.parse("2026-11-25T08:30:00Z"), word.checked());
        assertTrue(isValidSignature(
                certificatePaperService,
                "pishkhan-certificate-1 valid " + DIGEST + " 2026-11-25T08:30:00Z",
                word.signature()));
        assertFalse(isValidSignature(
                certificatePaperService,
                "pishkhan-certificate-1 revoked " + DIGEST + " 2026-11-25T08:30:00Z",
                word.signature()));
    }

    private static boolean isValidSignature(
            CertificatePaperService certificatePaperService, String text, String signature) throws Exception {
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(signer(certificatePaperService));
        check.update(text.getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(signature));
    }

    @Test
    void namedKeystoreIsNotCreated() {
        var key = new SigningKey(folder.resolve("none.p12"), () -> "a long password", false, shared -> {});
        IllegalStateException told = assertThrows(IllegalStateException.class, key::signer);
        assertTrue(told.getMessage().contains("none.p12"), told.getMessage());
        assertTrue(key.problem().orElse("").contains("none.p12"), key.problem().toString());
        new SigningKey(folder.resolve("none.p12"), () -> "a long password", true, shared -> {}).signer();
        assertTrue(key.problem().isEmpty(), "it is there now: " + key.problem());
    }

    private static X509Certificate signer(CertificatePaperService certificatePaperService) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        certificatePaperService.signer().getBytes(StandardCharsets.US_ASCII)));
    }
}
