package city.pishkhan.benchmarks.bare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Inquiries of the bare pipeline, with the same content and protocols as the hub's connectors. */
final class BareInquiries {

    private static final String DIGEST = "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9";

    private final String plan;
    private final String planSha256;
    private final int planSize;

    /** @param plan plan for the fire department */
    BareInquiries(byte[] plan) {
        this.plan = Base64.getEncoder().encodeToString(plan);
        this.planSha256 = sha256(plan);
        this.planSize = plan.length;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns an inquiry to a utility company, in JSON. */
    String company(String id) {
        return """
                {"id":"%s","kind":"building-permit","caseNumber":"bench","digest":"%s","emission":1,"asked":"2026-01-01T00:00:00Z",\
                "facts":{"property":"1-1-1-1-1-0-0","district":1,"floors":8,"uses":["residential"],"area":800,"units":16},"sheets":[]}"""
                .formatted(id, DIGEST);
    }

    /** Returns an inquiry to the fire department, in SOAP 1.1. */
    String fire(String id) {
        return """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
                <f:SubmitInquiry xmlns:f="urn:city:fire:inquiries:1"><f:inquiry><f:inquiryId>%s</f:inquiryId><f:kind>building-permit</f:kind>\
                <f:caseNumber>bench</f:caseNumber><f:digest>%s</f:digest><f:emission>1</f:emission><f:asked>2026-01-01T00:00:00Z</f:asked>\
                <f:facts>%s%s%s%s<f:fact name="uses"><f:value><f:list><f:value><f:text>residential</f:text></f:value></f:list></f:value></f:fact>\
                </f:facts><f:sheet><f:role>plan</f:role><f:revision>1</f:revision><f:name>plan.pdf</f:name>\
                <f:mediaType>application/pdf</f:mediaType><f:sha256>%s</f:sha256><f:size>%d</f:size><f:content>%s</f:content></f:sheet>\
                </f:inquiry></f:SubmitInquiry></soap:Body></soap:Envelope>"""
                .formatted(
                        id,
                        DIGEST,
                        number("floors", 8),
                        number("district", 1),
                        number("area", 800),
                        number("units", 16),
                        planSha256,
                        planSize,
                        plan)
                .strip();
    }

    private static String number(String name, int value) {
        return "<f:fact name=\"" + name + "\"><f:value><f:number>" + value + "</f:number></f:value></f:fact>";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
