package city.pishkhan.fire.internal;

import city.pishkhan.fire.contract.Fact;
import city.pishkhan.fire.contract.Facts;
import city.pishkhan.fire.contract.Sheet;
import city.pishkhan.fire.contract.Value;
import city.pishkhan.fire.contract.Values;
import city.pishkhan.spi.Attachment;
import city.pishkhan.spi.Inquiry;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Maps an inquiry to the contract's types. */
final class InquiryMapper {

    private static final DatatypeFactory TIMES = DatatypeFactory.newDefaultInstance();

    private InquiryMapper() {}

    static city.pishkhan.fire.contract.Inquiry toContract(Inquiry inquiry) {
        city.pishkhan.fire.contract.Inquiry said = new city.pishkhan.fire.contract.Inquiry();
        said.setInquiryId(inquiry.id().toString());
        said.setKind(inquiry.kind());
        said.setCaseNumber(inquiry.caseNumber());
        said.setDigest(inquiry.digest());
        said.setEmission(inquiry.emission());
        said.setAsked(time(inquiry.asked()));
        said.setDue(inquiry.due() == null ? null : time(inquiry.due()));
        said.setFacts(facts(inquiry.facts()));
        inquiry.attachments().forEach(attachment -> said.getSheet().add(sheet(attachment)));
        return said;
    }

    private static Facts facts(Map<?, ?> facts) {
        Facts said = new Facts();
        // sorted, so that equal inquiries produce equal messages
        Map<String, Object> sorted = new TreeMap<>();
        facts.forEach((name, value) -> sorted.put(name.toString(), value));
        sorted.forEach((name, value) -> {
            if (value != null) {
                Fact fact = new Fact();
                fact.setName(name);
                fact.setValue(value(value));
                said.getFact().add(fact);
            }
        });
        return said;
    }

    private static Value value(Object value) {
        Value said = new Value();
        if (value instanceof Boolean flag) {
            said.setFlag(flag);
        } else if (value instanceof Number number) {
            said.setNumber(new BigDecimal(number.toString()));
        } else if (value instanceof Map<?, ?> record) {
            said.setRecord(facts(record));
        } else if (value instanceof Iterable<?> list) {
            Values values = new Values();
            list.forEach(one -> values.getValue().add(value(one)));
            said.setList(values);
        } else {
            said.setText(value.toString());
        }
        return said;
    }

    private static Sheet sheet(Attachment attachment) {
        Sheet sheet = new Sheet();
        sheet.setRole(attachment.role());
        sheet.setRevision(attachment.revision());
        sheet.setName(attachment.name());
        sheet.setMediaType(attachment.mediaType());
        sheet.setSha256(attachment.sha256());
        sheet.setSize(attachment.size());
        sheet.setContent(new DataHandler(new Bytes(attachment)));
        return sheet;
    }

    private static XMLGregorianCalendar time(Instant instant) {
        return TIMES.newXMLGregorianCalendar(
                instant.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** Streams a sheet from its storage, so that it is never in memory as a whole. */
    private record Bytes(Attachment attachment) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            return attachment.content().open();
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException("a sheet is read-only");
        }

        @Override
        public String getContentType() {
            return attachment.mediaType();
        }

        @Override
        public @Nullable String getName() {
            return attachment.name();
        }
    }
}
