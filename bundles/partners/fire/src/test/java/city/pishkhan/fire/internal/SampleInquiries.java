package city.pishkhan.fire.internal;

import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Inquiries and replies to test with. */
final class SampleInquiries {
    static final String DIGEST = "0a".repeat(32);

    private SampleInquiries() {}

    static Inquiry inquiry(Attachment... sheets) {
        Map<String, Object> facts = Map.of(
                "floors",
                8L,
                "uses",
                List.of("residential", "commercial"),
                "proxy",
                false,
                "property",
                "22-3-17-4-1-0-0",
                "parts",
                List.of(Map.of("use", "commercial", "area", 120L)));
        return new Inquiry(
                UUID.randomUUID(),
                "fire",
                "building-permit",
                "22-1405-000017-4",
                DIGEST,
                2,
                Instant.parse("2026-11-25T08:00:00.123456Z"),
                null,
                facts,
                List.of(sheets),
                null);
    }

    static Attachment plan(byte[] bytes) {
        return new Attachment(
                "plan.pdf",
                "application/pdf",
                sha256(bytes),
                bytes.length,
                "plan",
                3,
                () -> new ByteArrayInputStream(bytes));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String envelope(String body) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    static String answer(Inquiry inquiry, String rest) {
        return envelope(
                "<SubmitInquiryResponse xmlns='urn:city:fire:inquiries:1'><result><answer><inquiryId>" + inquiry.id()
                        + "</inquiryId><digest>" + DIGEST + "</digest><reference>F-1</reference>" + rest
                        + "</answer></result></SubmitInquiryResponse>");
    }

    static String fault(String code, String message) {
        return envelope("<s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring><detail>"
                + "<f:FireFault xmlns:f='urn:city:fire:inquiries:1'><f:code>" + code + "</f:code><f:message>" + message
                + "</f:message></f:FireFault></detail></s:Fault>");
    }
}
