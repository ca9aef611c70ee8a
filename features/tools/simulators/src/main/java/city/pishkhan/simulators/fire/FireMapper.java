package city.pishkhan.simulators.fire;

import city.pishkhan.simulators.fire.contract.Fact;
import city.pishkhan.simulators.fire.contract.Facts;
import city.pishkhan.simulators.fire.contract.Inquiry;
import city.pishkhan.simulators.fire.contract.Sheet;
import city.pishkhan.simulators.fire.contract.Value;
import city.pishkhan.simulators.inquiries.ReceivedInquiry;
import city.pishkhan.simulators.site.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts messages of the fire contract. The SHA-256 of a sheet is computed from its content, not taken from the
 * message.
 */
final class FireMapper {

    private FireMapper() {}

    static ReceivedInquiry asked(Inquiry inquiry) throws IOException {
        List<Map<String, Object>> sheets = new ArrayList<>();
        for (Sheet sheet : inquiry.getSheet()) {
            sheets.add(sheet(sheet));
        }
        return new ReceivedInquiry(
                inquiry.getInquiryId(),
                inquiry.getDigest(),
                inquiry.getEmission(),
                inquiry.getCaseNumber(),
                record(inquiry.getFacts()),
                sheets);
    }

    private static Map<String, Object> sheet(Sheet sheet) throws IOException {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("role", sheet.getRole());
        seen.put("revision", sheet.getRevision());
        try (InputStream content = sheet.getContent().getInputStream()) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[16 * 1024];
            long size = 0;
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                sha256.update(buffer, 0, n);
                size += n;
            }
            seen.put("sha256", HexFormat.of().formatHex(sha256.digest()));
            seen.put("size", size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return seen;
    }

    private static ObjectNode record(Facts facts) {
        ObjectNode record = Json.MAPPER.createObjectNode();
        for (Fact fact : facts.getFact()) {
            record.set(fact.getName(), value(fact.getValue()));
        }
        return record;
    }

    private static JsonNode value(Value value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.getText() != null) {
            return nodes.textNode(value.getText());
        }
        if (value.getNumber() != null) {
            return nodes.numberNode(value.getNumber());
        }
        if (value.isFlag() != null) {
            return nodes.booleanNode(value.isFlag());
        }
        if (value.getRecord() != null) {
            return record(value.getRecord());
        }
        ArrayNode list = nodes.arrayNode();
        value.getList().getValue().forEach(one -> list.add(value(one)));
        return list;
    }
}
