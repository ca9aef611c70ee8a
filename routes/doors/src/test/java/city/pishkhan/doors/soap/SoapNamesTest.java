package city.pishkhan.doors.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import city.pishkhan.api.Refusal;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoapNamesTest {

    @ParameterizedTest
    @CsvSource({
        "applicants[0].nationalId, applicant[0].nationalId",
        "request.parts[12].area, request.part[12].area",
        "conditions, condition",
        "data.pressure, data[name='pressure']",
        "facts.floors, fact[name='floors']",
        "content, content",
        "content.note, entry[name='note']",
        "subject, subject",
        "If-Match, version",
        "Idempotency-Key, requestId",
        "[2], [2]"
    })
    void namesFieldByItsXmlName(String json, String xml) {
        assertEquals(xml, SoapNames.field(json));
    }

    @Test
    void translatesFieldNameInMessages() {
        Refusal translated = SoapNames.translateField(new Refusal(
                Refusal.Kind.INVALID,
                "field.missing",
                "applicants[0].name",
                "applicants[0].name is missing.",
                "applicants[0].name وارد نشده است."));
        assertEquals("applicant[0].name is missing.", translated.english());
        assertEquals("applicant[0].name وارد نشده است.", translated.persian());
        Refusal same = new Refusal(Refusal.Kind.INVALID, "field.missing", "name", "name is missing.", "نه");
        assertSame(same, SoapNames.translateField(same));
    }

    @Test
    void soapVersionFollowsContentType() {
        assertSame(Soap11.getInstance(), SoapVersions.byType("text/xml; charset=utf-8"));
        assertSame(Soap11.getInstance(), SoapVersions.byType(null));
        assertSame(Soap12.getInstance(), SoapVersions.byType("Application/SOAP+XML;action=x"));
        assertSame(
                Soap12.getInstance(),
                SoapVersions.byType(
                        "multipart/related; type=\"application/xop+xml\"; start-info=\"application/soap+xml\""));
    }
}
